import { Migration } from '@mikro-orm/migrations'

/** Secrets and the key that webhooks are signed with, both encrypted; and numbers that want no text messages. */
export class OutsideWorld extends Migration {
  override name = '20261128000900-outside-world'

  override up(): void {
    this.addSql(
      `create table "secret" ("id" uuid not null default gen_random_uuid() primary key, "organisation_id" uuid not null, "name" text not null, "sealed" text not null, "set_at" timestamptz not null default now())`,
    )
    this.addSql(
      `create table "signing_key" ("id" uuid not null default gen_random_uuid() primary key, "organisation_id" uuid not null, "sealed" text not null, "made_at" timestamptz not null default now())`,
    )
    this.addSql(
      `create table "text_opt_out" ("id" uuid not null default gen_random_uuid() primary key, "organisation_id" uuid not null, "e164" text not null, "since" timestamptz not null default now())`,
    )
    for (const [table, ...more] of [['secret', 'name'], ['signing_key'], ['text_opt_out', 'e164']] as const) {
      const names = ['organisation_id', ...more]
      this.addSql(
        `alter table "${table}" add constraint "${[table, ...names].join('_')}_unique" unique (${names.map((name) => `"${name}"`).join(', ')})`,
      )
      this.addSql(
        `alter table "${table}" add constraint "${table}_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
      )
      this.addSql(`alter table "${table}" enable row level security`)
      this.addSql(`alter table "${table}" force row level security`)
      const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
      this.addSql(`create policy "${table}_organisation" on "${table}" using (${own}) with check (${own})`)
    }
  }
}

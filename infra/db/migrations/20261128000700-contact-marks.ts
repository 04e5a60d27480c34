import { Migration } from '@mikro-orm/migrations'

/**
 * What flows ask about a caller beside their number: tags that people give contacts, and whether a contact is a VIP or
 * blocked. A mark stands on the row of one number; a contact has the marks of all its rows, so that what a merge brought
 * along goes again when the merge is undone.
 */
export class ContactMarks extends Migration {
  override name = '20261128000700-contact-marks'

  override up(): void {
    this.addSql(
      `alter table "contact" add "vip" boolean not null default false, add "blocked" boolean not null default false`,
    )
    this.addSql(
      `create table "tag" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "name" text collate "und-x-icu" not null, "colour" text not null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    )
    this.addSql(
      `create table "contact_tag" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "contact_id" uuid not null, "tag_id" uuid not null, primary key ("id"))`,
    )
    this.addSql(
      `alter table "tag" add constraint "tag_colour_check" check ("colour" in ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'))`,
    )
    this.addSql(`create unique index "tag_name_in_use" on "tag" ("organisation_id", lower("name"))`)
    this.addSql(`alter table "tag" add constraint "tag_organisation_id_id_unique" unique ("organisation_id", "id")`)
    this.addSql(
      `alter table "contact_tag" add constraint "contact_tag_contact_id_tag_id_unique" unique ("contact_id", "tag_id")`,
    )
    this.addSql(`create index "contact_tag_tag_id_index" on "contact_tag" ("tag_id")`)
    for (const table of ['tag', 'contact_tag'])
      this.addSql(
        `alter table "${table}" add constraint "${table}_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
      )
    for (const [column, to] of [
      ['contact_id', 'contact'],
      ['tag_id', 'tag'],
    ]) {
      this.addSql(
        `alter table "contact_tag" add constraint "contact_tag_${column}_foreign" foreign key ("${column}") references "${to}" ("id") on delete cascade`,
      )
      this.addSql(
        `alter table "contact_tag" add constraint "contact_tag_${column}_same_organisation" foreign key ("organisation_id", "${column}") references "${to}" ("organisation_id", "id") on delete cascade`,
      )
    }
    const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
    for (const table of ['tag', 'contact_tag']) {
      this.addSql(`alter table "${table}" enable row level security`)
      this.addSql(`alter table "${table}" force row level security`)
      this.addSql(`create policy "${table}_organisation" on "${table}" using (${own}) with check (${own})`)
    }
  }
}

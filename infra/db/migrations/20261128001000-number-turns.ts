import { Migration } from '@mikro-orm/migrations'

/** How many calls have come in to a number whose flow takes turns over them. */
export class NumberTurns extends Migration {
  override name = '20261128001000-number-turns'

  override up(): void {
    this.addSql(
      `create table "number_turn" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "number_id" uuid not null, "calls" bigint not null default 0, primary key ("id"))`,
    )
    this.addSql(`alter table "number_turn" add constraint "number_turn_number_id_unique" unique ("number_id")`)
    this.addSql(
      `alter table "number_turn" add constraint "number_turn_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
    )
    this.addSql(
      `alter table "number_turn" add constraint "number_turn_number_id_foreign" foreign key ("number_id") references "number" ("id")`,
    )
    this.addSql(
      `alter table "number_turn" add constraint "number_turn_number_id_same_organisation" foreign key ("organisation_id", "number_id") references "number" ("organisation_id", "id")`,
    )
    const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
    this.addSql(`alter table "number_turn" enable row level security`)
    this.addSql(`alter table "number_turn" force row level security`)
    this.addSql(`create policy "number_turn_organisation" on "number_turn" using (${own}) with check (${own})`)
  }
}

import { Migration } from '@mikro-orm/migrations'

/**
 * Opening hours that several flows share. The web has them in memory with its numbers: a change is told on
 * `number_changed`, and `live_numbers` reads them before the organisation is known.
 */
export class Schedules extends Migration {
  override name = '20261128000600-schedules'

  override up(): void {
    const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
    for (const statement of [
      `create table "schedule" ("id" uuid not null default gen_random_uuid(), "organisation_id" uuid not null, "name" text not null, "hours" jsonb not null, primary key ("id"))`,
      `alter table "schedule" add constraint "schedule_organisation_id_name_unique" unique ("organisation_id", "name")`,
      `alter table "schedule" add constraint "schedule_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
      `alter table "schedule" enable row level security`,
      `alter table "schedule" force row level security`,
      `create policy "schedule_organisation" on "schedule" using (${own}) with check (${own})`,
      `create policy "schedule_narrow" on "schedule" for select to current_user using (current_setting('app.narrow', true) = 'on')`,
      `create trigger "schedule_changed" after insert or delete or update of hours on "schedule" for each row execute function number_changed()`,
    ])
      this.addSql(statement)
  }
}

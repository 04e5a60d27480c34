import { Migration } from '@mikro-orm/migrations'

/** Sign-ins that fail too often to be recorded one by one are counted in a row, which no restart forgets. */
export class UnrecordedAttempts extends Migration {
  override name = '20261126000170-unrecorded-attempts'

  override up(): void {
    const own = `organisation_id = nullif(current_setting('app.organisation', true), '')::uuid`
    this.addSql(
      `create table "unrecorded_attempts" ("organisation_id" uuid not null, "count" int not null, primary key ("organisation_id"))`,
    )
    this.addSql(
      `alter table "unrecorded_attempts" add constraint "unrecorded_attempts_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id")`,
    )
    this.addSql('alter table "unrecorded_attempts" enable row level security')
    this.addSql('alter table "unrecorded_attempts" force row level security')
    this.addSql(
      `create policy "unrecorded_attempts_organisation" on "unrecorded_attempts" using (${own}) with check (${own})`,
    )
  }
}

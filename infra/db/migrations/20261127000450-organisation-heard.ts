import { Migration } from '@mikro-orm/migrations'

/** Calls say the organisation's name, and the time of its zone: a change of either reaches the numbers that answer at once. */
export class OrganisationHeard extends Migration {
  override name = '20261127000450-organisation-heard'

  override up(): void {
    this.addSql(
      `create trigger "organisation_heard_changed" after update of name, time_zone on "organisation" for each row execute function organisation_changed()`,
    )
  }

  override down(): void {
    this.addSql(`drop trigger "organisation_heard_changed" on "organisation"`)
  }
}

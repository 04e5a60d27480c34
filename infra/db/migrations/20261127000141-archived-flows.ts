import { Migration } from '@mikro-orm/migrations'

/**
 * Flows that nobody draws on any more are put aside, and those that are deleted are shown nowhere: calls that they answered
 * still name them. The name of a deleted one may be given again.
 */
export class ArchivedFlows extends Migration {
  override name = '20261127000141-archived-flows'

  override up(): void {
    this.addSql(`alter table "flow" add "archived_at" timestamptz null, add "deleted_at" timestamptz null`)
    this.addSql(`alter table "flow" drop constraint "flow_organisation_id_name_unique"`)
    this.addSql(`create unique index "flow_name_in_use" on "flow" ("organisation_id", "name") where deleted_at is null`)
  }
}

import { Migration } from '@mikro-orm/migrations'

/** Before a text is sent, those of the last day are counted: over all calls, so by an index that has nothing else. */
export class TextsBegun extends Migration {
  override name = '20261128001300-texts-begun'

  override up(): void {
    this.addSql(
      `create index "call_event_texting" on "call_event" ("organisation_id", "at") where (what ->> 'kind') = 'texting'`,
    )
  }
}

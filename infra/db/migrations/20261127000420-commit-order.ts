import { Migration } from '@mikro-orm/migrations'

/**
 * Which transaction has kept an event: ids are given out before their events can be seen, so that only this tells what may
 * still be on its way. Events of earlier releases have none: they were to be seen long ago.
 */
export class CommitOrder extends Migration {
  override name = '20261127000420-commit-order'

  override up(): void {
    this.addSql(`alter table "call_event" add "tx" xid8 null`)
    this.addSql(`alter table "call_event" alter column "tx" set default pg_current_xact_id()`)
    this.addSql(`create index "call_event_organisation_id_tx_index" on "call_event" ("organisation_id", "tx")`)
    this.addSql(`drop index "call_event_organisation_id_id_index"`)
  }
}

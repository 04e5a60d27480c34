import { Migration } from '@mikro-orm/migrations'

/**
 * When phones were last dialled for a call, so that its document is not given the call while its workflow rings somebody;
 * and since when the carrier's log has not known a leg that should be there.
 */
export class OneDriver extends Migration {
  override name = '20261126000501-one-driver'

  override up(): void {
    this.addSql(`alter table "call" add "dialled_at" timestamptz null, add "carrier_unknown_since" timestamptz null`)
    this.addSql(`alter table "leg" add "carrier_unknown_since" timestamptz null`)
  }
}

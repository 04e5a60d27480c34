import { Migration } from '@mikro-orm/migrations'

/**
 * When the carrier told that the caller's leg is over. It stands in the call's row, beside its driver, because whoever is
 * about to ring a phone asks it at that very moment. Legs are found by the carrier's id, so that nobody takes another
 * call's leg for their own.
 */
export class CallerLeft extends Migration {
  override name = '20261126000400-caller-left'

  override up(): void {
    this.addSql(`alter table "call" add "caller_left_at" timestamptz null`)
    this.addSql(`create index "leg_carrier" on "leg" ("organisation_id", "carrier") where carrier is not null`)
  }
}

import { Migration } from '@mikro-orm/migrations'

/** Where an organisation's days begin. Nobody has said so for those that are there already, and UTC is what they have had. */
export class TimeZone extends Migration {
  override name = '20261122000900-time-zone'

  override up(): void {
    this.addSql(`alter table "organisation" add "time_zone" text not null default 'UTC'`)
  }
}

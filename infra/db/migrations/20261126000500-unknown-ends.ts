import { Migration } from '@mikro-orm/migrations'

/** A leg may be known to be over without anybody having heard why. */
export class UnknownEnds extends Migration {
  override name = '20261126000500-unknown-ends'

  override up(): void {
    this.addSql(`alter table "leg" drop constraint "leg_why_check"`)
    this.addSql(
      `alter table "leg" add constraint "leg_why_check" check ("why" in ('no-answer', 'declined', 'busy', 'cancelled', 'hung-up', 'not-accepted', 'failed', 'unknown'))`,
    )
  }
}

import { Migration } from '@mikro-orm/migrations'

/** Nobody has accepted to be a member unless whoever adds them says so: what is forgotten makes an invitation. */
export class AcceptedWhenSaid extends Migration {
  override name = '20261126000160-accepted-when-said'

  override up(): void {
    this.addSql('alter table "member" alter "accepted_at" drop default')
  }
}

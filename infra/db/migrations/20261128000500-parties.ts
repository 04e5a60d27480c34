import { Migration } from '@mikro-orm/migrations'

/** Whoever is rung need be no member of the organisation: an outside number and an assistant have legs, too. */
export class Parties extends Migration {
  override name = '20261128000500-parties'

  override up(): void {
    this.addSql(`alter table "leg" alter column "member" drop not null`)
  }
}

import { Migration } from '@mikro-orm/migrations'

/** Processes of the release before keep arrivals and fold conversations in TypeScript, as today's do: nobody calls these any more. */
export class WithoutOldFolds extends Migration {
  override name = '20261128001200-without-old-folds'

  override up(): void {
    this.addSql('drop function if exists freeze_arrival')
    this.addSql('drop function if exists fold_conversation')
  }
}

import { Migration } from '@mikro-orm/migrations'

/**
 * The plan that a number's calls walk where its flow leads to others: with theirs in it, as they are published now. A number without
 * it answers with the plan of its version.
 */
export class LinkedPlans extends Migration {
  override name = '20261128001100-linked-plans'

  override up(): void {
    this.addSql(`alter table "number" add "linked_plan" jsonb null`)
  }
}

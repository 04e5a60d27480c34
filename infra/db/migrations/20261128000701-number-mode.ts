import { Migration } from '@mikro-orm/migrations'

/** Whether the AI or the team answers a number's calls, as people switch it. Whoever keeps live numbers hears of each change of a number already. */
export class NumberMode extends Migration {
  override name = '20261128000701-number-mode'

  override up(): void {
    this.addSql(`alter table "number" add "mode" text null`)
    this.addSql(`alter table "number" add constraint "number_mode_check" check ("mode" in ('ai', 'team'))`)
  }
}

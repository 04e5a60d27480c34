import { Migration } from '@mikro-orm/migrations'

/** Who saved a draft last: whoever is refused because of it learns whom to talk to. */
export class DraftSavedBy extends Migration {
  override name = '20261122000600-draft-saved-by'

  override up(): void {
    this.addSql(`alter table "flow" add "draft_saved_by_id" uuid null;`)
    this.addSql(
      `alter table "flow" add constraint "flow_draft_saved_by_id_foreign" foreign key ("draft_saved_by_id") references "member" ("id") on delete set null;`,
    )
  }
}

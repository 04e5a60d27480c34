import { Migration } from '@mikro-orm/migrations'

/** What an import made of each contact, so that it stands in that contact's history and can be undone there: one deed, many changes. */
export class ImportedContacts extends Migration {
  override name = '20261127000330-imported-contacts'

  override up(): void {
    this.addSql(`alter table "contact_change" drop constraint "contact_change_organisation_id_place_unique"`)
    this.addSql(
      `alter table "contact_change" add constraint "contact_change_organisation_id_contact_place_unique" unique ("organisation_id", "contact", "place")`,
    )
    this.addSql(`drop index "contact_change_organisation_id_contact_index"`) // an import of thousands pays for each index
    this.addSql(`alter table "contact_change" add "made" jsonb null`)
  }
}

import { keptRow, type KeptRow } from '../../db/contact/contact-change.ts'
import type { EntityManager } from '../../db/orm.ts'
import { rowsAs } from '../../db/rows-as.ts'

/** A contact's rows, its main one first; second spellings come and go with theirs. */
export async function rowsOf(em: EntityManager, contact: string): Promise<readonly KeptRow[]> {
  const sql = `select id, name, e164, main_id as main, label, extension, vip, blocked, (select coalesce(jsonb_agg(t.tag_id), '[]') from contact_tag t where t.contact_id = contact.id) as tags from contact where (id = ? or main_id = ?) and spelling_of_id is null order by main_id nulls first, e164`
  return rowsAs(keptRow, em.execute(sql, [contact, contact]))
}

/** Their numbers, as they are put on record. */
export function numbersIn(rows: readonly KeptRow[]): string {
  return rows.map(({ e164 }) => e164).join(', ')
}

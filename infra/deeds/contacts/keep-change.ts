import { z } from 'zod'
import type { Imported, KeptRow } from '../../db/contact/contact-change.ts'
import type { EntityManager } from '../../db/orm.ts'
import { rowsAs } from '../../db/rows-as.ts'

/** What it takes to undo what a deed did to one contact. */
export interface Kept {
  readonly contact: string
  readonly name: string
  /** The rows of a contact that is gone, as they were. */
  readonly rows?: readonly KeptRow[]
  /** What was made of a contact that is still there. */
  readonly made?: Imported
}

/** Keeps what it takes to undo the deed that was recorded last in this transaction. @returns the id by which it is undone. */
export async function keepChange(em: EntityManager, organisation: string, kept: Kept): Promise<string> {
  const answer = em.execute(`${KEEP} returning id`, [organisation, written([kept]), organisation])
  const [row] = await rowsAs(z.object({ id: z.string() }), answer)
  if (!row) throw new Error('a change of a contact was not recorded as a deed')
  return row.id
}

/** The same of a deed that changed many. */
export async function keepChanges(em: EntityManager, organisation: string, all: readonly Kept[]): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE)
    await em.execute(KEEP, [organisation, written(all.slice(at, at + AT_ONCE)), organisation], 'run')
}

const AT_ONCE = 1_000

const KEEP = `insert into contact_change (organisation_id, contact, name, rows, made, place) select ?, k.contact, k.name, k.rows, k.made, h.place
  from jsonb_to_recordset(?::jsonb) as k (contact uuid, name text, rows jsonb, made jsonb), deed_head h where h.organisation_id = ?`

function written(all: readonly Kept[]): string {
  return JSON.stringify(all.map(({ contact, name, rows = [], made = null }) => ({ contact, name, rows, made })))
}

import type { Database } from '../orm.ts'
import type { Driver } from './call.ts'
import type { CallQuestion } from './call-key.ts'

/**
 * Hands a call from its workflow to its document, for good. Repeating it is harmless.
 * @returns true when the document drives from now on; false when no such call is known here.
 */
export async function takeDriver(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<boolean> {
  const rows = await db.withOrganisation(
    organisation,
    (em) => em.execute<unknown[]>(`update call set driver = 'document' where organisation_id = ? and call = ? returning driver`, [organisation, call]),
    limits,
  )
  return rows.length > 0
}

/** Who decides what the caller's leg does; null when no such call is known here. */
export async function readDriver(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<Driver | null> {
  const rows = await db.withOrganisation(
    organisation,
    (em) => em.execute<{ driver: Driver }[]>('select driver from call where organisation_id = ? and call = ?', [organisation, call]),
    limits,
  )
  return rows[0]?.driver ?? null
}

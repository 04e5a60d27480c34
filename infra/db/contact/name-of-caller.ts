import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** What the organisation calls whoever has this number: its contact's name, as a call that comes in is kept with it; null for a stranger. One read by key. */
export async function nameOfCaller(
  db: Database,
  { organisation, number, ...limits }: Limits & { readonly organisation: string; readonly number: string },
): Promise<string | null> {
  const sql = 'select name from contact where organisation_id = ? and e164 = ?'
  const rows = await rowsAs(named, db.read(organisation, sql, [organisation, number], limits))
  return rows[0]?.name ?? null
}

const named = z.object({ name: z.string() })

import { z } from 'zod'
import type { CallQuestion } from '../call/call-key.ts'
import type { Database } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** Id of the conversation that a call belongs to; null when there is no such call, or it has none. */
export async function conversationOf(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<string | null> {
  const sql = 'select conversation_id as id from call where organisation_id = ? and call = ?'
  const rows = await rowsAs(found, db.read(organisation, sql, [organisation, call], limits))
  return rows[0]?.id ?? null
}

const found = z.object({ id: z.string().nullable() })

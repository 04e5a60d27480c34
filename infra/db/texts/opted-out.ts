import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** Which of these numbers want no text messages from the organisation, whichever of its numbers it were. */
export async function optedOut(
  db: Database,
  { organisation, numbers, ...limits }: Limits & { readonly organisation: string; readonly numbers: readonly string[] },
): Promise<ReadonlySet<string>> {
  const sql =
    'select e164 from text_opt_out where organisation_id = ? and e164 in (select jsonb_array_elements_text(?::jsonb))'
  const rows = await rowsAs(row, db.read(organisation, sql, [organisation, JSON.stringify(numbers)], limits))
  return new Set(rows.map(({ e164 }) => e164))
}

const row = z.object({ e164: z.string() })

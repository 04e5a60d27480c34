import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** Every number of an organisation, E.164, whether or not it answers calls. */
export async function ownNumbers(
  db: Database,
  { organisation, ...limits }: Limits & { readonly organisation: string },
): Promise<readonly string[]> {
  const rows = await rowsAs(numberRow, db.read(organisation, 'select e164 from number', [], limits))
  return rows.map(({ e164 }) => e164)
}

const numberRow = z.object({ e164: z.string() })

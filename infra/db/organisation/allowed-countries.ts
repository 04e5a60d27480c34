import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** The countries that an organisation lets be called at this moment: what `mayCall` asks for. Null for one that is not there. */
export async function allowedCountries(
  db: Database,
  { organisation, ...limits }: Limits & { readonly organisation: string },
): Promise<readonly string[] | null> {
  const sql = 'select countries from organisation where id = ?'
  const [row] = await rowsAs(allowed, db.read(organisation, sql, [organisation], limits))
  return row?.countries ?? null
}

const allowed = z.object({ countries: z.array(z.string()) })

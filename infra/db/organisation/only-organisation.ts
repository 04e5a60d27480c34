import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** The installation's only organisation, by SECURITY DEFINER function; null where there are several. */
export async function onlyOrganisation(db: Database, limits?: Limits): Promise<string | null> {
  const rows = await rowsAs(onlyOne, db.ask('select only_organisation() as only', [], limits))
  return rows[0]?.only ?? null
}

const onlyOne = z.object({ only: z.string().nullable() })

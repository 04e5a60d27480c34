import type { Database, Limits } from '../orm.ts'

/** The installation's only organisation, by SECURITY DEFINER function; null where there are several. */
export async function onlyOrganisation(db: Database, limits?: Limits): Promise<string | null> {
  const rows = await db.ask<{ only: string | null }>('select only_organisation() as only', [], limits)
  return rows[0]?.only ?? null
}

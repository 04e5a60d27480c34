import type { Database, Limits } from '../orm.ts'

/** The countries that an organisation lets be called at this moment: what `mayCall` asks for. Null for one that is not there. */
export async function allowedCountries(
  db: Database,
  { organisation, ...limits }: Limits & { readonly organisation: string },
): Promise<readonly string[] | null> {
  const [row] = await db.read<{ countries: string[] }>(
    organisation,
    'select countries from organisation where id = ?',
    [organisation],
    limits,
  )
  return row?.countries ?? null
}

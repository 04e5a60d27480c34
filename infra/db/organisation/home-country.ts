import { homeCountry, type Country } from '../../telephone/countries.ts'
import type { EntityManager } from '../orm.ts'

/** The country meant where an organisation's people write numbers without one; undefined while none is known. */
export async function homeOf(em: EntityManager, organisation: string): Promise<Country | undefined> {
  const sql = `select o.countries, coalesce((select array_agg(n.e164 order by n.created_at, n.e164) from number n where n.organisation_id = o.id), '{}') as numbers from organisation o where o.id = ?`
  const [known] = await em.execute<{ countries: readonly string[]; numbers: readonly string[] }[]>(sql, [organisation])
  return known && homeCountry(known)
}

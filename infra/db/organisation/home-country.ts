import { homeCountry, type Country } from '../../telephone/countries.ts'
import { z } from 'zod'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** The country meant where an organisation's people write numbers without one; undefined while none is known. */
export async function homeOf(em: EntityManager, organisation: string): Promise<Country | undefined> {
  const sql = `select o.countries, coalesce((select array_agg(n.e164 order by n.created_at, n.e164) from number n where n.organisation_id = o.id), '{}') as numbers from organisation o where o.id = ?`
  const [known] = await rowsAs(whatIsKnown, em.execute(sql, [organisation]))
  return known && homeCountry(known)
}

const whatIsKnown = z.object({ countries: z.array(z.string()), numbers: z.array(z.string()) })

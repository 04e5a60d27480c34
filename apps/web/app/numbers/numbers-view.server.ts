import { z } from 'zod'
import { rungOn } from '#infra/db/number/rung-on.ts'
import type { Database } from '#infra/db/orm.ts'
import { rowsAs } from '#infra/db/rows-as.ts'
import type { Session } from '../access/session.ts'
import { telephone, type Telephone } from '../words/telephone.server.ts'

/** A number in the list. */
export interface NumberLine extends Telephone {
  readonly number: string
  readonly name: string
  /** Name of the flow that is chosen. */
  readonly flow: string | null
  readonly answers: boolean
  /** Whether the carrier is known to send its calls here. */
  readonly isConfirmed: boolean
  readonly people: number
  /** How many of them a call at this moment rings; while no flow answers, how many one could ring. */
  readonly rung: number
  /** Whether the reader is on it. */
  readonly own: boolean
}

/** All numbers that the organisation has, by name. */
export async function numbersView(
  db: Database,
  { organisation, numbers }: Pick<Session, 'organisation' | 'numbers'>,
): Promise<readonly NumberLine[]> {
  const { rows, rung } = await db.withOrganisation(organisation.id, async (em) => ({
    rows: await rowsAs(numberRow, em.execute(READ)),
    rung: await rungOn(em),
  }))
  return rows.map(({ e164, able, ...row }) => {
    const people = rung.get(row.number)
    return {
      ...row,
      ...telephone(e164),
      own: numbers.has(row.number),
      rung: people ? [...people.values()].filter(({ rings }) => rings).length : able,
    }
  })
}

const numberRow = z.object({
  number: z.string(),
  e164: z.string(),
  name: z.string(),
  flow: z.string().nullable(),
  answers: z.boolean(),
  isConfirmed: z.boolean(),
  people: z.number(),
  able: z.number(),
})

const READ = `
select n.id as number, n.e164, n.name, f.name as flow, n.live_id is not null as answers, n.carrier_confirmed_at is not null and n.carrier_trouble is null as "isConfirmed",
  (select count(*)::int from number_access a where a.number_id = n.id) as people,
  (select count(*)::int from number_access a cross join lateral seat_of(a.organisation_id, a.member_id) s where a.number_id = n.id and s.barred is null) as able
from number n left join flow f on f.id = n.flow_id where n.released_at is null order by lower(n.name), n.e164`

import { RUNG_AT, SEAT } from '#infra/db/member/seat-of.ts'
import type { Database } from '#infra/db/orm.ts'
import type { Session } from '../shared/session.ts'
import { telephone, type Telephone } from '../shared/telephone.server.ts'

/** A number in the list. */
export interface NumberLine extends Telephone {
  readonly number: string
  readonly name: string
  /** Name of the flow that is chosen. */
  readonly flow: string | null
  readonly answers: boolean
  readonly people: number
  /** How many of them a call may ring. */
  readonly rung: number
  /** Whether the reader is on it. */
  readonly own: boolean
}

/** All numbers of the organisation, by name. */
export async function numbersView(db: Database, { organisation, numbers }: Pick<Session, 'organisation' | 'numbers'>): Promise<readonly NumberLine[]> {
  const rows = await db.withOrganisation(organisation.id, (em) =>
    em.execute<{ number: string; e164: string; name: string; flow: string | null; answers: boolean; people: number; rung: number }[]>(
      `select n.id as number, n.e164, n.name, f.name as flow, n.live_id is not null as answers,
         (select count(*)::int from number_access a where a.number_id = n.id) as people,
         (select count(*)::int from (select ${SEAT} from number_access a join member m on m.id = a.member_id left join lateral ${RUNG_AT} on true where a.number_id = n.id) s where s.barred is null) as rung
       from number n left join flow f on f.id = n.flow_id order by lower(n.name), n.e164`,
    ),
  )
  return rows.map(({ e164, ...row }) => ({ ...row, ...telephone(e164), own: numbers.has(row.number) }))
}

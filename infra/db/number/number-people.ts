import type { CallFacts, Seat } from '#flows/facts.ts'
import { RUNG_AT, SEAT } from '../member/seat-of.ts'
import type { EntityManager } from '../orm.ts'

/** Who may ring for a number today. */
export type NumberPeople = Pick<CallFacts, 'roster' | 'routing' | 'inactive'>

/** The people of one number of the transaction's organisation, as an arrival at this moment would freeze them. */
export async function numberPeople(em: EntityManager, number: string): Promise<NumberPeople> {
  const roster = await em.execute<Seat[]>(
    `select ${SEAT} from number_access a join member m on m.id = a.member_id left join lateral ${RUNG_AT} on true
     where a.number_id = ? order by m.name, m.id`,
    [number],
  )
  const seats = await em.execute<{ member: string; active: boolean }[]>(
    'select member_id as member, active from routing_seat where number_id = ? order by priority',
    [number],
  )
  const inactive = seats.filter(({ active }) => !active).map(({ member }) => member)
  return { roster, routing: seats.map(({ member }) => member), inactive }
}

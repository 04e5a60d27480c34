import { z } from 'zod'
import type { CallFacts } from '#flows/call/facts.ts'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { peopleOfNumber, type LiveNumber } from './live-numbers.ts'

/** Who may ring for a number today. */
export type NumberPeople = Pick<CallFacts, 'roster' | 'routing' | 'inactive'>

/** The people of one number of the transaction's organisation, as an arrival at this moment would freeze them. */
export async function numberPeople(em: EntityManager, number: string): Promise<NumberPeople> {
  const answer = em.execute(
    'select roster_of(n.organisation_id, n.id) as roster, routing_of(n.organisation_id, n.id) as routing from number n where n.id = ?',
    [number],
  )
  const [people] = await rowsAs(z.object(peopleOfNumber), answer)
  return people ? asFrozen(people) : { roster: [], routing: [], inactive: [] }
}

/** A number's people as the facts of a call have them. */
export function asFrozen({ roster, routing }: Pick<LiveNumber, 'roster' | 'routing'>): NumberPeople {
  return {
    roster,
    routing: routing.map(({ member }) => member),
    inactive: routing.filter(({ active }) => !active).map(({ member }) => member),
  }
}

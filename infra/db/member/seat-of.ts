import type { Seat } from '#flows/call/facts.ts'
import type { EntityManager } from '../orm.ts'

/** A member of the transaction's organisation as a person who may ring: the same as `numberPeople` says of each. */
export async function seatOf(em: EntityManager, member: string): Promise<Seat> {
  const [seat] = await em.execute<Seat[]>(
    'select s.* from member m cross join lateral seat_of(m.organisation_id, m.id) s where m.id = ?',
    [member],
  )
  if (!seat) throw new Error('the member was found in this transaction')
  return seat
}

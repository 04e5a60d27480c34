import { z } from 'zod'
import type { Seat } from '#flows/call/facts.ts'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** A member of the transaction's organisation as a person who may ring: the same as `numberPeople` says of each. */
export async function seatOf(em: EntityManager, member: string): Promise<Seat> {
  const sql = 'select s.* from member m cross join lateral seat_of(m.organisation_id, m.id) s where m.id = ?'
  const [row] = await rowsAs(seat, em.execute(sql, [member]))
  if (!row) throw new Error('the member was found in this transaction')
  return row
}

/** A row of `seat_of`, and what `roster_of` lists. */
export const seat: z.ZodType<Seat> = z.object({
  member: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  also: z.array(z.string()).optional(),
  barred: z.enum(['inactive', 'not-joined', 'no-verified-phone', 'country-not-allowed']).nullable(),
})

import type { Seat } from '#flows/facts.ts'
import type { EntityManager } from '../orm.ts'

/** A member of the transaction's organisation as a person who may ring: the same as `numberPeople` says of each. */
export async function seatOf(em: EntityManager, member: string): Promise<Seat> {
  const [seat] = await em.execute<Seat[]>(`select ${SEAT} from member m left join lateral ${RUNG_AT} on true where m.id = ?`, [member])
  if (!seat) throw new Error('the member was found in this transaction')
  return seat
}

/** In SQL, where the member `m` is rung; as `live_numbers` says it. */
export const RUNG_AT = 'rung_at(m.organisation_id, m.id) d'
/** In SQL, the member `m` with {@link RUNG_AT} as a seat. */
export const SEAT = `m.id as member, m.name, d.address, case
    when m.deactivated_at is not null then 'inactive'
    when m.accepted_at is null then 'not-joined'
    when d.abroad is not null then 'country-not-allowed'
    when d.address is null then 'no-verified-phone' end as barred`

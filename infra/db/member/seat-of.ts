import type { Seat } from '#flows/facts.ts'
import type { EntityManager } from '../orm.ts'

/** A member of the transaction's organisation as a person who may ring: the same as `numberPeople` says of each. */
export async function seatOf(em: EntityManager, member: string): Promise<Seat> {
  const [seat] = await em.execute<Seat[]>(
    `select m.id as member, m.name, d.address,
       case when m.deactivated_at is not null then 'inactive' when d.address is null then 'no-verified-phone' end as barred
     from member m
     left join lateral (select address from device where member_id = m.id and verified_at is not null order by position, id limit 1) d on true
     where m.id = ?`,
    [member],
  )
  if (!seat) throw new Error('the member was found in this transaction')
  return seat
}

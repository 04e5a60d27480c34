import { Member } from '../../db/member/member.ts'
import { RoutingSeat } from '../../db/number/routing-seat.ts'
import type { EntityManager } from '../../db/orm.ts'

/** A place on a routing list. */
export interface ListedSeat {
  readonly member: string
  readonly active: boolean
}

/** A number's routing list as it stands in the transaction, first rings first. */
export async function readSeats(em: EntityManager, number: string): Promise<readonly ListedSeat[]> {
  const seats = await em.find(RoutingSeat, { number }, { orderBy: { priority: 'asc' } })
  return seats.map(({ member, active }) => ({ member: member.id, active }))
}

/** Puts these seats in place of those that are there. The number's row is to be locked: two lists must not mix. */
export async function writeSeats(
  em: EntityManager,
  {
    organisation,
    number,
    seats,
  }: { readonly organisation: string; readonly number: string; readonly seats: readonly ListedSeat[] },
): Promise<void> {
  await em.nativeDelete(RoutingSeat, { number })
  await em.insertMany(
    RoutingSeat,
    seats.map(({ member, active }, index) => ({ organisation, number, member, active, priority: index + 1 })),
  )
}

/** Whether both lists have the same people in the same order, active alike. */
export function sameSeats(one: readonly ListedSeat[], other: readonly ListedSeat[]): boolean {
  const inWords = (seats: readonly ListedSeat[]) => seats.map(({ member, active }) => `${member} ${active}`).join()
  return inWords(one) === inWords(other)
}

/** "1. Ana, 2. Ben (not active)"; "nobody" for an empty list. */
export async function seatsInWords(em: EntityManager, seats: readonly ListedSeat[]): Promise<string> {
  const people = await em.find(Member, { id: { $in: seats.map(({ member }) => member) } })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (
    seats
      .map(
        ({ member, active }, index) =>
          `${index + 1}. ${names.get(member) ?? 'somebody'}${active ? '' : ' (not active)'}`,
      )
      .join(', ') || 'nobody'
  )
}

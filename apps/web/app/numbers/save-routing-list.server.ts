import { z } from 'zod'
import type { Seat } from '#flows/facts.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { seatOf } from '#infra/db/member/seat-of.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { RoutingSeat } from '#infra/db/number/routing-seat.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const saveRoutingListInput = z.strictObject({
  number: z.guid(),
  /** Who rings first comes first; an inactive seat keeps its place and is not rung. */
  seats: z.array(z.strictObject({ member: z.guid(), active: z.boolean() })).max(50, 'A routing list can have at most 50 seats.'),
})

export type SavedRoutingList = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/** Sets a number's routing list. It holds from the next call on; a running call keeps the list that it began with. */
export async function saveRoutingList(context: DeedContext, input: z.output<typeof saveRoutingListInput>): Promise<SavedRoutingList> {
  const { db, organisation, provision } = context
  const members = input.seats.map(({ member }) => member)
  if (new Set(members).size < members.length) return refused('listed-twice')
  const saved = await db.withOrganisation(organisation, async (em) => {
    const number = await em.findOne(PhoneNumber, { id: input.number })
    if (!number) return refused('number-not-found', { number: input.number })
    const access = await em.find(NumberAccess, { number: number.id, member: { $in: members } })
    const strangers = members.filter((member) => !access.some((one) => one.member.id === member))
    if (strangers.length > 0) return refused('no-access', { members: strangers })
    const before = await em.find(RoutingSeat, { number: number.id }, { orderBy: { priority: 'asc' } })
    const phoneless = await newlyActiveWithoutPhone(em, { before, seats: input.seats })
    if (phoneless !== undefined) return refused('seat-without-phone', { name: phoneless.name, member: phoneless.member })
    const wanted = input.seats.map(({ member, active }) => `${member} ${active}`).join()
    if (before.map((seat) => `${seat.member.id} ${seat.active}`).join() === wanted) return { ok: true as const }
    await em.nativeDelete(RoutingSeat, { number: number.id })
    await em.insertMany(
      RoutingSeat,
      input.seats.map(({ member, active }, index) => ({ organisation, number: number.id, member, active, priority: index + 1 })),
    )
    return { ok: true as const }
  })
  if (!saved.ok) return saved
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers: [input.number], provision }) }
}

/** W9: who has no verified device cannot be made active. One who had lost theirs keeps the seat as it is. */
async function newlyActiveWithoutPhone(em: EntityManager, { before, seats }: { before: readonly RoutingSeat[]; seats: readonly { member: string; active: boolean }[] }): Promise<Seat | undefined> {
  const wereActive = new Set(before.filter(({ active }) => active).map(({ member }) => member.id))
  for (const { member, active } of seats) {
    if (!active || wereActive.has(member)) continue
    const seat = await seatOf(em, member)
    if (seat.address === null) return seat
  }
  return undefined
}

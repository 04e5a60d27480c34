import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { afterColon, readinessChecks } from '../shared/readiness-words.ts'
import type { ListedSeat } from './routing-changes.ts'
import { readSeats, sameSeats, seatsInWords, writeSeats } from './seats.server.ts'

const seats = z.array(z.strictObject({ member: z.guid(), active: z.boolean() })).max(50, 'A routing list can have at most 50 seats.')

export const saveRoutingListInput = z.strictObject({
  number: z.guid(),
  /** Who rings first comes first; an inactive seat keeps its place and is not rung. */
  seats,
  /** The list that was changed, as whoever changed it saw it: refuse when it is another by now. */
  before: seats.optional(),
})

export type SavedRoutingList = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/** Sets a number's routing list. It holds from the next call on; a running call keeps the list that it began with. */
export async function saveRoutingList(context: DeedContext, input: z.output<typeof saveRoutingListInput>): Promise<SavedRoutingList> {
  const { db, organisation, provision } = context
  const members = input.seats.map(({ member }) => member)
  if (new Set(members).size < members.length) return refused('listed-twice')
  const saved = await db.withOrganisation(organisation, async (em) => {
    const number = await em.findOne(PhoneNumber, { id: input.number }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // two lists must not mix
    if (!number) return refused('number-not-found', { number: input.number })
    const before = await readSeats(em, number.id)
    if (sameSeats(before, input.seats)) return { ok: true as const }
    if (input.before && !sameSeats(before, input.before)) return refused('routing-list-stale')
    const access = await em.find(NumberAccess, { number: number.id, member: { $in: members } })
    const strangers = members.filter((member) => !access.some((one) => one.member.id === member))
    if (strangers.length > 0) return refused('no-access', { members: strangers })
    const phoneless = await newlyActiveWithoutPhone(em, { before, seats: input.seats })
    if (phoneless !== null) return refused('seat-without-phone', { ...phoneless })
    await writeSeats(em, { organisation, number: number.id, seats: input.seats })
    await recordDeed(em, { by: context, kind: 'number.routing-list', on: number, changed: { order: [await seatsInWords(em, before), await seatsInWords(em, input.seats)] } })
    return { ok: true as const }
  })
  if (!saved.ok) return saved
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers: [input.number], provision }) }
}

interface WithoutPhone {
  readonly member: string
  readonly name: string
  readonly why: string
  readonly fix: string
}

/** W9: who has no device that may be called cannot be made active. One who had lost theirs keeps the seat as it is. */
async function newlyActiveWithoutPhone(em: EntityManager, { before, seats }: { before: readonly ListedSeat[]; seats: readonly ListedSeat[] }): Promise<WithoutPhone | null> {
  const wereActive = new Set(before.filter(({ active }) => active).map(({ member }) => member))
  for (const { member, active } of seats) {
    if (!active || wereActive.has(member)) continue
    const [person] = await readinessOf(em, { member })
    const trouble = person?.address === null ? readinessChecks(person, { now: new Date() }).find(({ about, state }) => about === 'device' && state === 'trouble') : undefined
    if (person && trouble) return { member, name: person.name, why: afterColon(trouble.says), fix: trouble.fix ?? '' }
  }
  return null
}

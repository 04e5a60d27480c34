import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { readinessOf } from '../../db/member/readiness.ts'
import { afterColon, readinessChecks } from '#infra/db/member/readiness-words.ts'
import { NumberAccess } from '../../db/number/number-access.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import type { EntityManager } from '../../db/orm.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { tellCarrier } from '../tell-carrier.ts'
import { aboutNumber } from './about-number.ts'
import { readSeats, sameSeats, seatsInWords, writeSeats, type ListedSeat } from './seats.ts'

const seats = z
  .array(z.strictObject({ member: z.guid(), active: z.boolean() }))
  .max(50, 'A routing list can have at most 50 seats.')

/** Sets a number's routing list. It holds from the next call on; a running call keeps the list that it began with. */
export const saveRoutingList = deed({
  permission: 'routing-list.manage',
  about: aboutNumber,
  input: z.strictObject({
    number: z.guid(),
    /** Who rings first comes first; an inactive seat keeps its place and is not rung. */
    seats,
    /** The list that was changed, as whoever changed it saw it: refuse when it is another by now. */
    before: seats.optional(),
  }),
  records: ['number.routing-list'],
  async act(em, { organisation, record }, input) {
    const members = input.seats.map(({ member }) => member)
    if (new Set(members).size < members.length) return refused('listed-twice')
    const number = await em.findOne(PhoneNumber, { id: input.number }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // two lists must not mix
    if (!number) return refused('number-not-found', { number: input.number })
    const before = await readSeats(em, number.id)
    if (sameSeats(before, input.seats)) return { ok: true }
    if (input.before && !sameSeats(before, input.before)) return refused('routing-list-stale')
    const access = await em.find(NumberAccess, { number: number.id, member: { $in: members } })
    const strangers = members.filter((member) => !access.some((one) => one.member.id === member))
    if (strangers.length > 0) return refused('no-access', { members: strangers })
    const phoneless = await newlyActiveWithoutPhone(em, { before, seats: input.seats })
    if (phoneless !== null) return refused('seat-without-phone', { ...phoneless })
    await writeSeats(em, { organisation, number: number.id, seats: input.seats })
    await record({
      kind: 'number.routing-list',
      on: number,
      changed: { order: [await seatsInWords(em, before), await seatsInWords(em, input.seats)] },
    })
    return { ok: true }
  },
  afterwards: (context, _saved, { number }) => tellCarrier(context, { numbers: [number] }),
})

interface WithoutPhone {
  readonly member: string
  readonly name: string
  readonly why: string
  readonly fix: string
}

/** W9: whoever has no device that may be called cannot be made active. Those who lost theirs keep the seat as it is. */
async function newlyActiveWithoutPhone(
  em: EntityManager,
  { before, seats }: { before: readonly ListedSeat[]; seats: readonly ListedSeat[] },
): Promise<WithoutPhone | null> {
  const wereActive = new Set(before.filter(({ active }) => active).map(({ member }) => member))
  for (const { member, active } of seats) {
    if (!active || wereActive.has(member)) continue
    const [person] = await readinessOf(em, { member })
    const trouble =
      person?.address === null
        ? readinessChecks(person, { now: new Date() }).find(
            ({ about, state }) => about === 'device' && state === 'trouble',
          )
        : undefined
    if (person && trouble) return { member, name: person.name, why: afterColon(trouble.says), fix: trouble.fix ?? '' }
  }
  return null
}

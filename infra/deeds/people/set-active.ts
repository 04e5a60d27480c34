import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { MOST_AT_ONCE } from '#flows/nodes/chosen-seats.ts'
import { Member } from '../../db/member/member.ts'
import { seatOf } from '../../db/member/seat-of.ts'
import { newFlowErrors } from '../../db/number/flow-errors.ts'
import { NumberAccess } from '../../db/number/number-access.ts'
import type { EntityManager } from '../../db/orm.ts'
import { refused, type Refusal } from '../../errors.ts'
import { deed } from '../deed.ts'
import type { RoleHolder } from '../permissions.ts'
import { tellCarrier } from '../tell-carrier.ts'
import { ownersOnly, refuseLosingOwner } from './owners.ts'

/**
 * Deactivates a person, or takes that back. A deactivated person cannot use the organisation, and is signed out, by the table
 * itself, if it was their only one. Their phone rings for nobody from the next call on; numbers, seats and everything they
 * did stay as they are.
 */
export const setActive = deed({
  permission: 'people.manage',
  input: z.strictObject({ member: z.guid(), active: z.boolean() }),
  records: ['person.reactivated', 'person.deactivated'],
  async act(em, { who, record }, input) {
    const members = await em.find(Member, {}, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } })
    const member = members.find(({ id }) => id === input.member)
    if (!member) return refused('member-not-found', { member: input.member })
    if (member.isActive() === input.active) return { ok: true, numbers: [] }
    const numbers = (await em.find(NumberAccess, { member: member.id })).map(({ number }) => number.id)
    const refusal = input.active
      ? await refuseReturning(em, { member, numbers })
      : refuseLeaving(who, { member, members })
    if (refusal) return refusal
    member.deactivatedAt = input.active ? null : new Date()
    await record({
      kind: input.active ? 'person.reactivated' : 'person.deactivated',
      on: member,
      changed: {},
    })
    return { ok: true, numbers }
  },
  afterwards: (context, did) => tellCarrier(context, did),
})

function refuseLeaving(
  who: RoleHolder,
  { member, members }: { member: Member; members: readonly Member[] },
): Refusal | null {
  if (who.member === member.id) return refused('own-account')
  if (member.role !== 'owner') return null
  return ownersOnly(who, 'deactivate an owner') ?? refuseLosingOwner(members, member)
}

/** A number may meanwhile ring as many phones at once as it can (C2). */
async function refuseReturning(
  em: EntityManager,
  { member, numbers }: { member: Member; numbers: readonly string[] },
): Promise<Refusal | null> {
  const { address } = await seatOf(em, member.id)
  if (address === null) return null
  for (const number of numbers) {
    const errors = await newFlowErrors(em, {
      number,
      change: (people) => ({
        ...people,
        roster: people.roster.map((seat) => (seat.member === member.id ? { ...seat, barred: null } : seat)),
      }),
    })
    if (errors.length > 0) return refused('rings-too-many', { why: errors.join(' '), most: MOST_AT_ONCE, number })
  }
  return null
}

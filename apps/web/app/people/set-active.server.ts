import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { MOST_AT_ONCE } from '#flows/nodes/chosen-seats.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Member } from '#infra/db/member/member.ts'
import { seatOf } from '#infra/db/member/seat-of.ts'
import { newFlowErrors } from '#infra/db/number/flow-errors.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import type { Who } from '../shared/permissions.ts'
import { ownersOnly, refuseLosingOwner } from './owners.server.ts'

export const setActiveInput = z.strictObject({ member: z.guid(), active: z.boolean() })

export type SetActive = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/**
 * Deactivates a person, or takes that back. A deactivated person cannot use the organisation, and is signed out, by the table
 * itself, if it was their only one. Their phone rings for nobody from the next call on; numbers, seats and everything they
 * did stay as they are.
 */
export async function setActive(context: DeedContext & { readonly who: Who }, input: z.output<typeof setActiveInput>): Promise<SetActive> {
  const { db, organisation, provision, who } = context
  const set = await db.withOrganisation(organisation, async (em) => {
    const members = await em.find(Member, {}, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } })
    const member = members.find(({ id }) => id === input.member)
    if (!member) return refused('member-not-found', { member: input.member })
    if (member.isActive() === input.active) return { ok: true as const, numbers: [] }
    const numbers = (await em.find(NumberAccess, { member: member.id })).map(({ number }) => number.id)
    const refusal = input.active ? await refuseReturning(em, { member, numbers }) : refuseLeaving(who, { member, members })
    if (refusal) return refusal
    member.deactivatedAt = input.active ? null : new Date()
    await recordDeed(em, { by: context, kind: input.active ? 'person.reactivated' : 'person.deactivated', on: member, changed: {} })
    return { ok: true as const, numbers }
  })
  if (!set.ok) return set
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers: set.numbers, provision }) }
}

function refuseLeaving(who: Who, { member, members }: { member: Member; members: readonly Member[] }): Refusal | null {
  if (who.member === member.id) return refused('own-account')
  if (member.role !== 'owner') return null
  return ownersOnly(who, 'deactivate an owner') ?? refuseLosingOwner(members, member)
}

/** A number may meanwhile ring as many phones at once as it can (C2). */
async function refuseReturning(em: EntityManager, { member, numbers }: { member: Member; numbers: readonly string[] }): Promise<Refusal | null> {
  const { address } = await seatOf(em, member.id)
  if (address === null) return null
  for (const number of numbers) {
    const errors = await newFlowErrors(em, {
      number,
      change: (people) => ({ ...people, roster: people.roster.map((seat) => (seat.member === member.id ? { ...seat, barred: null } : seat)) }),
    })
    if (errors.length > 0) return refused('rings-too-many', { why: errors.join(' '), most: MOST_AT_ONCE, number })
  }
  return null
}

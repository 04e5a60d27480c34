import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Member, organisationRoles } from '#infra/db/member/member.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { RoutingSeat } from '#infra/db/number/routing-seat.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import type { Who } from '../shared/permissions.ts'
import { ownersOnly, refuseLosingOwner } from './owners.server.ts'

export const changeRoleInput = z.strictObject({ member: z.guid(), role: z.enum(organisationRoles, 'Choose one of the roles.') })

export type ChangedRole = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/**
 * Gives a person another role in the organisation. Only owners make and unmake owners, and one always stays. Whoever
 * becomes an auditor is taken off all numbers: auditors answer no calls.
 */
export async function changeRole(context: DeedContext & { readonly who: Who }, input: z.output<typeof changeRoleInput>): Promise<ChangedRole> {
  const { db, organisation, provision, who } = context
  const changed = await db.withOrganisation(organisation, async (em) => {
    const members = await em.find(Member, {}, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } }) // two owners must not unmake each other at once
    const member = members.find(({ id }) => id === input.member)
    if (!member) return refused('member-not-found', { member: input.member })
    if (member.role === input.role) return { ok: true as const, numbers: [] }
    if (member.role === 'owner' || input.role === 'owner') {
      const refusal = ownersOnly(who, 'say who is an owner') ?? (member.role === 'owner' ? refuseLosingOwner(members, member) : null)
      if (refusal) return refusal
    }
    const before = member.role
    member.role = input.role
    await em.flush()
    const access = input.role === 'auditor' ? await em.find(NumberAccess, { member: member.id }, { populate: ['number'], orderBy: { number: { name: 'asc' } } }) : []
    const left = access.map(({ number }) => number.$.name).join(', ')
    if (access.length > 0) {
      await em.nativeDelete(RoutingSeat, { member: member.id })
      await em.nativeDelete(NumberAccess, { member: member.id })
    }
    await recordDeed(em, { by: context, kind: 'person.role-changed', on: member, changed: { role: [before, input.role], numbers: [left, null] } })
    return { ok: true as const, numbers: access.map(({ number }) => number.id) }
  })
  if (!changed.ok) return changed
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers: changed.numbers, provision }) }
}

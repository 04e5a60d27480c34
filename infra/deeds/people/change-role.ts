import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { Member, organisationRoles, type OrganisationRole } from '../../db/member/member.ts'
import { NumberAccess } from '../../db/number/number-access.ts'
import { RoutingSeat } from '../../db/number/routing-seat.ts'
import { refused } from '../../errors.ts'
import { changedIn, drawnFrom } from '../changed-in.ts'
import { deed } from '../deed.ts'
import { roleNames } from '../permissions.ts'
import { tellCarrier } from '../tell-carrier.ts'
import { ownersOnly, refuseLosingOwner } from './owners.ts'

/**
 * Gives a person another role in the organisation. Only owners make and unmake owners, and one always stays. Whoever
 * becomes an auditor is taken off all numbers: auditors answer no calls.
 */
export const changeRole = deed({
  permission: 'people.manage',
  input: z.strictObject({
    member: z.guid(),
    role: z.enum(organisationRoles, 'Choose one of the roles.'),
    was: drawnFrom('role'),
  }),
  records: ['person.role-changed'],
  async act(em, { who, record }, input) {
    const members = await em.find(Member, {}, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } }) // two owners must not unmake each other at once
    const member = members.find(({ id }) => id === input.member)
    if (!member) return refused('member-not-found', { member: input.member })
    const merged = changedIn({
      now: { role: member.role },
      sent: { role: input.role },
      was: input.was,
      called: { role: `the role of ${member.name}` },
      worded: (_name, role) => roleNames[role as OrganisationRole], // its own value
    })
    if (!merged.ok) return merged
    if (member.role === merged.values.role) return { ok: true, numbers: [] }
    if (member.role === 'owner' || input.role === 'owner') {
      const refusal =
        ownersOnly(who, 'say who is an owner') ?? (member.role === 'owner' ? refuseLosingOwner(members, member) : null)
      if (refusal) return refusal
    }
    const before = member.role
    member.role = input.role
    await em.flush()
    const access =
      input.role === 'auditor'
        ? await em.find(
            NumberAccess,
            { member: member.id },
            { populate: ['number'], orderBy: { number: { name: 'asc' } } },
          )
        : []
    const left = access.map(({ number }) => number.$.name).join(', ')
    if (access.length > 0) {
      await em.nativeDelete(RoutingSeat, { member: member.id })
      await em.nativeDelete(NumberAccess, { member: member.id })
    }
    await record({
      kind: 'person.role-changed',
      on: member,
      changed: { role: [before, input.role], numbers: [left, null] },
    })
    return { ok: true, numbers: access.map(({ number }) => number.id) }
  },
  afterwards: (context, did) => tellCarrier(context, did),
})

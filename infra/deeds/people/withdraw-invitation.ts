import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { FlowVersion } from '../../db/flow/flow-version.ts'
import { Device } from '../../db/member/device.ts'
import { Member } from '../../db/member/member.ts'
import { NumberAccess } from '../../db/number/number-access.ts'
import { RoutingSeat } from '../../db/number/routing-seat.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { tellCarrier } from '../tell-carrier.ts'
import { ownersOnly } from './owners.ts'

/**
 * Takes somebody out of the organisation who has never been in it: the link of their invitation opens nothing any more,
 * and their e-mail address is free to be invited again. Whoever has used the product is deactivated instead, so that it
 * stays known who did what.
 */
export const withdrawInvitation = deed({
  permission: 'people.manage',
  input: z.strictObject({ member: z.guid() }),
  records: ['person.withdrawn'],
  async act(em, { who, record }, input) {
    const member = await em.findOne(Member, { id: input.member }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!member) return refused('member-not-found', { member: input.member })
    if (member.seenAt != null || (await em.count(FlowVersion, { publishedBy: member.id })) > 0)
      return refused('signed-in-already', { name: member.name })
    const refusal = member.role === 'owner' ? ownersOnly(who, 'withdraw the invitation of an owner') : null
    if (refusal) return refusal
    const access = await em.find(
      NumberAccess,
      { member: member.id },
      { populate: ['number'], orderBy: { number: { name: 'asc' } } },
    )
    await em.nativeDelete(RoutingSeat, { member: member.id })
    await em.nativeDelete(NumberAccess, { member: member.id })
    await em.nativeDelete(Device, { member: member.id })
    await em.nativeDelete(Member, { id: member.id })
    const left = access.map(({ number }) => number.$.name).join(', ')
    await record({
      kind: 'person.withdrawn',
      on: { id: member.id, name: member.name },
      changed: { 'e-mail': [member.email, null], role: [member.role, null], numbers: [left, null] },
    })
    return { ok: true, numbers: access.map(({ number }) => number.id) }
  },
  afterwards: (context, did) => tellCarrier(context, did),
})

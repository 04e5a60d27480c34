import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { FlowVersion } from '#infra/db/flow/flow-version.ts'
import { Device } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { RoutingSeat } from '#infra/db/number/routing-seat.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import type { Who } from '../shared/permissions.ts'
import { ownersOnly } from './owners.server.ts'

export const withdrawInvitationInput = z.strictObject({ member: z.guid() })

export type WithdrawnInvitation = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/**
 * Takes somebody out of the organisation who has never been in it: the link of their invitation opens nothing any longer,
 * and their e-mail address is free to be invited anew. Who has used the product is deactivated instead, so that it stays
 * known who did what.
 */
export async function withdrawInvitation(context: DeedContext & { readonly who: Who }, input: z.output<typeof withdrawInvitationInput>): Promise<WithdrawnInvitation> {
  const { db, organisation, provision, who } = context
  const withdrawn = await db.withOrganisation(organisation, async (em) => {
    const member = await em.findOne(Member, { id: input.member }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!member) return refused('member-not-found', { member: input.member })
    if (member.seenAt != null || (await em.count(FlowVersion, { publishedBy: member.id })) > 0) return refused('signed-in-already', { name: member.name })
    const refusal = member.role === 'owner' ? ownersOnly(who, 'withdraw the invitation of an owner') : null
    if (refusal) return refusal
    const access = await em.find(NumberAccess, { member: member.id }, { populate: ['number'], orderBy: { number: { name: 'asc' } } })
    await em.nativeDelete(RoutingSeat, { member: member.id })
    await em.nativeDelete(NumberAccess, { member: member.id })
    await em.nativeDelete(Device, { member: member.id })
    await em.nativeDelete(Member, { id: member.id })
    const left = access.map(({ number }) => number.$.name).join(', ')
    await recordDeed(em, { by: context, kind: 'person.withdrawn', on: { id: member.id, name: member.name }, changed: { 'e-mail': [member.email, null], role: [member.role, null], numbers: [left, null] } })
    return { ok: true as const, numbers: access.map(({ number }) => number.id) }
  })
  if (!withdrawn.ok) return withdrawn
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers: withdrawn.numbers, provision }) }
}

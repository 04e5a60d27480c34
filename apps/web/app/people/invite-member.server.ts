import type { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { Member } from '#infra/db/member/member.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import type { Refusal } from '#infra/errors.ts'
import type { Invitation } from '#infra/identity/invitations.ts'
import type { Who } from '../shared/permissions.ts'
import { addMember, type addMemberInput } from './add-member.server.ts'
import { ownersOnly } from './owners.server.ts'

/** `mail`: why the invitation could not be sent, or null. The person is invited all the same, and can be written to again. */
export type InvitedMember = { readonly ok: true; readonly member: string; readonly mail: string | null } | NotInvited

/** `known`: whoever has the e-mail address already. */
type NotInvited = Refusal & { readonly known?: { readonly member: string; readonly name: string } }

export interface Inviting extends DeedContext {
  readonly who: Who & { readonly name: string }
  /** Writes to the person. @throws Error with the reason when it could not be sent. */
  invite(invitation: Invitation): Promise<void>
}

/** Asks a person whether they want to belong to the organisation, and writes to them. Only owners invite owners. */
export async function inviteMember(
  context: Inviting,
  input: z.output<typeof addMemberInput>,
): Promise<InvitedMember> {
  const refusal: NotInvited | null = input.role === 'owner' ? ownersOnly(context.who, 'invite owners') : null
  if (refusal) return refusal
  const added = await addMember(context, input, { invitedBy: context.who.name })
  const { db, organisation, who, invite } = context
  if (!added.ok && added.problem.code === 'email-taken') {
    const { id, name } = await db.withOrganisation(organisation, (em) => em.findOneOrFail(Member, { email: input.email }))
    return { ...added, known: { member: id, name } }
  }
  if (!added.ok) return added
  const { name } = await db.withOrganisation(organisation, (em) => em.findOneOrFail(Organisation, { id: organisation }))
  try {
    await invite({ member: added.member, email: input.email, name: input.name, organisation: { id: organisation, name }, by: who.name })
    return { ...added, mail: null }
  } catch (error) {
    return { ...added, mail: error instanceof Error ? error.message : String(error) }
  }
}

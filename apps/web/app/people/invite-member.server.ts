import type { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import type { Refusal } from '#infra/errors.ts'
import type { Who } from '../shared/permissions.ts'
import { addMember, type addMemberInput } from './add-member.server.ts'
import { ownersOnly } from './owners.server.ts'

/** Writes to a person that they may sign in now. @throws Error with the reason when it could not be sent. */
export type Invite = (invitation: Invitation) => Promise<void>

export interface Invitation {
  /** The member's id; they choose their password with it. */
  readonly member: string
  readonly email: string
  readonly name: string
  readonly organisation: { readonly id: string; readonly name: string }
  /** The name of whoever invites. */
  readonly by: string
}

/** `mail`: why the invitation could not be sent, or null. The person is in the organisation all the same, and can be invited again. */
export type InvitedMember = { readonly ok: true; readonly member: string; readonly mail: string | null } | Refusal

/** Brings a person into the organisation and writes to them. Only owners invite owners. */
export async function inviteMember(
  context: Pick<DeedContext, 'db' | 'organisation'> & { readonly who: Who & { readonly name: string }; readonly invite: Invite },
  input: z.output<typeof addMemberInput>,
): Promise<InvitedMember> {
  const refusal = input.role === 'owner' ? ownersOnly(context.who, 'invite owners') : null
  if (refusal) return refusal
  const added = await addMember(context, input)
  if (!added.ok) return added
  const { db, organisation, who, invite } = context
  const { name } = await db.withOrganisation(organisation, (em) => em.findOneOrFail(Organisation, { id: organisation }))
  try {
    await invite({ member: added.member, email: input.email, name: input.name, organisation: { id: organisation, name }, by: who.name })
    return { ...added, mail: null }
  } catch (error) {
    return { ...added, mail: error instanceof Error ? error.message : String(error) }
  }
}

import { Member } from '../../db/member/member.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import type { Invitation } from '../../identity/invitations.ts'
import { deed, type Doing } from '../deed.ts'
import { addMemberRow, emailTaken, newMember } from './add-member-row.ts'
import { ownersOnly } from './owners.ts'

/**
 * Asks a person whether they want to belong to the organisation, and writes to them. Only owners invite owners. `mail`: why
 * the invitation could not be sent, or null; the person is invited all the same, and can be written to again.
 */
export const inviteMember = deed({
  permission: 'people.manage',
  input: newMember,
  records: ['person.invited'],
  taken: emailTaken,
  async act(em, { organisation, who, record }: Inviter, input) {
    const refusal = input.role === 'owner' ? ownersOnly(who, 'invite owners') : null
    if (refusal) return refusal
    const { name: invitedBy } = await em.findOneOrFail(Member, { id: who.member })
    const { name } = await em.findOneOrFail(Organisation, { id: organisation })
    const member = await addMemberRow(em, { organisation, ...input, invitedBy, acceptedAt: null })
    await record({
      kind: 'person.invited',
      on: { id: member, name: input.name },
      changed: { 'e-mail': [null, input.email], role: [null, input.role] },
    })
    return { ok: true, member, by: invitedBy, organisation: { id: organisation, name } }
  },
  async afterwards({ invite }, { member, by, organisation }, { email, name }) {
    try {
      await invite({ member, email, name, organisation, by })
      return { ok: true, member, mail: null }
    } catch (error) {
      return { ok: true, member, mail: error instanceof Error ? error.message : String(error) }
    }
  },
})

type Inviter = Doing<'person.invited'> & {
  /** Writes to the person. @throws Error with the reason when it could not be sent. */
  readonly invite: (invitation: Invitation) => Promise<void>
}

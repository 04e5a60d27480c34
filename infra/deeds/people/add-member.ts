import { deed } from '../deed.ts'
import { addMemberRow, emailTaken, newMember } from './add-member-row.ts'
import { ownersOnly } from './owners.ts'

/**
 * Adds a person to the organisation at once, without asking them, as the installation does with people whom it brings along.
 * They ring for nobody until they have a verified device and access to a number.
 */
export const addMember = deed({
  permission: 'people.manage',
  input: newMember,
  records: ['person.added'],
  taken: emailTaken,
  async act(em, { organisation, who, record }, input) {
    const refusal = input.role === 'owner' ? ownersOnly(who, 'add an owner') : null
    if (refusal) return refusal
    const member = await addMemberRow(em, { organisation, ...input, invitedBy: null, acceptedAt: new Date() })
    await record({
      kind: 'person.added',
      on: { id: member, name: input.name },
      changed: { 'e-mail': [null, input.email], role: [null, input.role] },
    })
    return { ok: true, member }
  },
})

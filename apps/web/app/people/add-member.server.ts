import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { z } from 'zod'
import { inOneLine } from '#flows/one-line.ts'
import type { DoneBy } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Member, organisationRoles } from '#infra/db/member/member.ts'
import type { Database } from '#infra/db/orm.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const addMemberInput = z.strictObject({
  name: z.string().overwrite(inOneLine).min(1, 'Give the person’s name.').max(80, 'A name can have at most 80 characters.'),
  email: z.email('This is not an e-mail address.').max(254, 'An e-mail address has at most 254 characters.').transform((email) => email.toLowerCase()),
  role: z.enum(organisationRoles),
})

export type AddedMember = { readonly ok: true; readonly member: string } | Refusal

/**
 * Adds a person to the organisation. They ring for nobody until they have a verified device and access to a number.
 * @param joining `invitedBy`: who asks them, by name (null: the installation). They belong to it once they have accepted, unless
 *   `accepted` says that they need not be asked, as people whom the installation brings along.
 */
export async function addMember(
  context: DoneBy & { readonly db: Database },
  input: z.output<typeof addMemberInput>,
  { invitedBy = null, accepted = false }: { readonly invitedBy?: string | null; readonly accepted?: boolean } = {},
): Promise<AddedMember> {
  const { db, organisation } = context
  try {
    return await db.withOrganisation(organisation, async (em) => {
      const member = em.create(Member, { organisation, ...input, invitedBy, acceptedAt: accepted ? new Date() : null })
      await em.flush()
      await recordDeed(em, { by: context, kind: accepted ? 'person.added' : 'person.invited', on: { id: member.id, name: input.name }, changed: { 'e-mail': [null, input.email], role: [null, input.role] } })
      return { ok: true, member: member.id }
    })
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return refused('email-taken', { email: input.email })
    throw error
  }
}

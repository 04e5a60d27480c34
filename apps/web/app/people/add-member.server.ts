import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { z } from 'zod'
import { inOneLine } from '#flows/one-line.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { Member, organisationRoles } from '#infra/db/member/member.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const addMemberInput = z.strictObject({
  name: z.string().overwrite(inOneLine).min(1, 'Give the person’s name.').max(80, 'A name can have at most 80 characters.'),
  email: z.email('This is not an e-mail address.').transform((email) => email.toLowerCase()),
  role: z.enum(organisationRoles),
})

export type AddedMember = { readonly ok: true; readonly member: string } | Refusal

/**
 * Adds a person to the organisation. They ring for nobody until they have a verified device and access to a number.
 * @param invitation who asks them, by name (null: the installation): they belong to it once they have accepted. Absent for
 *   people whom the installation brings along.
 */
export async function addMember({ db, organisation }: Pick<DeedContext, 'db' | 'organisation'>, input: z.output<typeof addMemberInput>, invitation?: { readonly by: string | null }): Promise<AddedMember> {
  try {
    return await db.withOrganisation(organisation, async (em) => {
      const member = em.create(Member, { organisation, ...input, ...(invitation && { invitedBy: invitation.by, acceptedAt: null }) })
      await em.flush()
      return { ok: true, member: member.id }
    })
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return refused('email-taken', { email: input.email })
    throw error
  }
}

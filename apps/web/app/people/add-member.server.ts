import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { Member, organisationRoles } from '#infra/db/member/member.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const addMemberInput = z.strictObject({
  name: z.string().trim().min(1, 'Give the person’s name.').max(80, 'A name can have at most 80 characters.'),
  email: z.email('This is not an e-mail address.').transform((email) => email.toLowerCase()),
  role: z.enum(organisationRoles),
})

export type AddedMember = { readonly ok: true; readonly member: string } | Refusal

/** Adds a person to the organisation. They ring for nobody until they have a verified device and access to a number. */
export async function addMember({ db, organisation }: Pick<DeedContext, 'db' | 'organisation'>, input: z.output<typeof addMemberInput>): Promise<AddedMember> {
  try {
    return await db.withOrganisation(organisation, async (em) => {
      const member = em.create(Member, { organisation, ...input })
      await em.flush()
      return { ok: true, member: member.id }
    })
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return refused('email-taken', { email: input.email })
    throw error
  }
}

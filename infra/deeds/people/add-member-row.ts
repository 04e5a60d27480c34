import { z } from 'zod'
import type { DeedContext } from '../../db/deed.ts'
import { Member, organisationRoles } from '../../db/member/member.ts'
import type { EntityManager } from '../../db/orm.ts'
import { refused, type Refusal } from '../../errors.ts'
import { seenName } from '../seen-name.ts'

/** Somebody who is to belong to an organisation. */
export const newMember = z.strictObject({
  name: seenName('Enter the person’s name.'),
  email: z
    .email('This is not an e-mail address.')
    .max(254, 'An e-mail address has at most 254 characters.')
    .transform((email) => email.toLowerCase()),
  role: z.enum(organisationRoles),
})

/**
 * Keeps a new member. @returns their id.
 * @param invitedBy who asks them, by name (null: the installation). They belong to it once they have accepted.
 */
export async function addMemberRow(
  em: EntityManager,
  member: z.output<typeof newMember> & {
    readonly organisation: string
    readonly invitedBy: string | null
    readonly acceptedAt: Date | null
  },
): Promise<string> {
  const row = em.create(Member, member)
  await em.flush()
  return row.id
}

/** Says whose the e-mail address is, in the details. */
export async function emailTaken(
  { db, organisation }: Pick<DeedContext, 'db' | 'organisation'>,
  { email }: { readonly email: string },
): Promise<Refusal> {
  const known = await db.withOrganisation(organisation, (em) => em.findOne(Member, { email }))
  return refused('email-taken', { email, member: known?.id ?? null, name: known?.name ?? null })
}

import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Member } from '#infra/db/member/member.ts'

/** Puts an invitation before somebody once more, even if they have declined it. Whoever has joined stays as they are. */
export async function askAgain(context: DeedContext, { member, name, email }: { readonly member: string; readonly name: string; readonly email: string }): Promise<void> {
  await context.db.withOrganisation(context.organisation, async (em) => {
    await em.nativeUpdate(Member, { id: member, acceptedAt: null }, { declinedAt: null })
    await recordDeed(em, { by: context, kind: 'person.invited-again', on: { id: member, name }, changed: { 'e-mail': [null, email] } })
  })
}

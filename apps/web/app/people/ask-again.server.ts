import type { DeedContext } from '#infra/db/deed.ts'
import { Member } from '#infra/db/member/member.ts'

/** Puts an invitation before somebody once more, even if they have declined it. Whoever has joined stays as they are. */
export async function askAgain({ db, organisation }: Pick<DeedContext, 'db' | 'organisation'>, member: string): Promise<void> {
  await db.withOrganisation(organisation, (em) => em.nativeUpdate(Member, { id: member, acceptedAt: null }, { declinedAt: null }))
}

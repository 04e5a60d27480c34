import { LockMode } from '@mikro-orm/core'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Member } from '#infra/db/member/member.ts'
import { numbersOfMember, provisionNumbers } from '#infra/db/number/provision-numbers.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import type { PendingInvitation } from '#infra/identity/pending-invitations.ts'
import type { Services } from './services.ts'

export interface Answering {
  readonly invitation: PendingInvitation
  /** The address that the person has shown to be theirs: by signing in, or by the link that went there. */
  readonly email: string
  readonly accepts: boolean
  /** The client's, for the record. */
  readonly address: string | null
  /** What must be done for it to be accepted, by one of all who answer at once: the others wait, and find the invitation answered. */
  readonly first?: () => Promise<{ readonly ok: true } | Refusal>
}

/** Somebody says whether they want to belong to an organisation. Until they accept they are not a member of it. */
export async function answerInvitation(
  { db, provision }: Pick<Services, 'db' | 'provision'>,
  { invitation, email, accepts, address, first }: Answering,
): Promise<{ readonly ok: true } | Refusal> {
  const organisation = invitation.organisation.id
  const answered = await db.withOrganisation(organisation, async (em): Promise<{ readonly ok: true } | Refusal> => {
    const member = await em.findOne(
      Member,
      { id: invitation.member, email: email.toLowerCase(), acceptedAt: null, declinedAt: null, deactivatedAt: null },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    )
    if (!member) return refused('invitation-gone')
    const done = await first?.()
    if (done?.ok === false) return done
    member.answersInvitation(accepts, new Date())
    await recordDeed(em, {
      by: { organisation, actor: member.id, address },
      kind: accepts ? 'person.joined' : 'person.declined',
      changed: { 'e-mail': [null, member.email] },
    })
    return { ok: true }
  })
  if (answered.ok && accepts)
    await provisionNumbers(db, {
      organisation,
      numbers: await numbersOfMember(db, { organisation, member: invitation.member }),
      provision,
    })
  return answered
}

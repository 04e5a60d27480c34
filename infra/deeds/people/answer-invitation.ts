import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '../../db/deed.ts'
import { Member } from '../../db/member/member.ts'
import { refused, type Refusal } from '../../errors.ts'
import { deed, type Doing } from '../deed.ts'
import { tellCarrierOf, type DoneAndTold } from '../tell-carrier.ts'

/** Whoever answers: with the id and the role that they are invited as. */
interface AtInvitation {
  /** The address that the person has shown to be theirs: by signing in, or by the link that went there. */
  readonly email: string
  /** What must be done for it to be answered, by one of all who answer at once: the others wait, and find the invitation answered. */
  readonly onlyOnce?: () => Promise<{ readonly ok: true } | Refusal>
}

/** Somebody says whether they want to belong to an organisation. Until they accept they are not a member of it. */
export const answerInvitation = deed({
  permission: 'own-invitation.answer',
  notAllowed: { who: 'whoever is invited', what: 'answer an invitation' },
  input: z.strictObject({ accepts: z.boolean() }),
  records: ['person.joined', 'person.declined'],
  async act(em, by: Doing<'person.joined' | 'person.declined'> & AtInvitation, { accepts }) {
    const member = await em.findOne(
      Member,
      {
        id: by.who.member,
        email: by.email.toLowerCase(),
        acceptedAt: null,
        declinedAt: null,
        deactivatedAt: null,
      },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    )
    if (!member) return refused('invitation-gone')
    const done = await by.onlyOnce?.()
    if (done?.ok === false) return done
    member.answersInvitation(accepts, new Date())
    await by.record({
      kind: accepts ? 'person.joined' : 'person.declined',
      changed: { 'e-mail': [null, member.email] },
    })
    return { ok: true, member: member.id }
  },
  async afterwards(context: DeedContext & AtInvitation, { member }, { accepts }): Promise<DoneAndTold> {
    return accepts ? tellCarrierOf(context, { member }) : { ok: true, troubles: [] }
  },
})

import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { Member } from '../../db/member/member.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'

/** Puts an invitation before somebody again, even if they have declined it. Whoever has joined stays as they are. */
export const askAgain = deed({
  permission: 'people.manage',
  input: z.strictObject({ member: z.guid() }),
  records: ['person.invited-again'],
  async act(em, { record }, { member }) {
    const known = await em.findOne(Member, { id: member }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // they may be answering
    if (!known) return refused('member-not-found', { member })
    if (known.hasJoined()) return { ok: true, hasJoined: true }
    known.declinedAt = null
    const { name, email } = known
    await record({ kind: 'person.invited-again', on: { id: member, name }, changed: { 'e-mail': [null, email] } })
    return { ok: true, hasJoined: false }
  },
})

import { z } from 'zod'
import { Member, notificationAnswers } from '../../db/member/member.ts'
import { unrecordedDeed } from '../deed.ts'

/** Somebody's browser says that they are there, and whether it may notify them. Shown as readiness. */
export const notePresence = unrecordedDeed({
  permission: 'organisation.see',
  input: z.strictObject({
    /** What the browser answers when it is asked whether it may notify. */
    notifications: z.enum(notificationAnswers, 'Choose granted, denied or default.'),
  }),
  unrecordedAs: 'whoever is there does nothing to anybody’s data, and is there all the time',
  async act(em, { who }, { notifications }) {
    const member = await em.findOneOrFail(Member, { id: who.member })
    member.wasSeen(new Date(), notifications)
    return { ok: true }
  },
})

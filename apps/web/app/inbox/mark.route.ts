import { data } from 'react-router'
import { z } from 'zod'
import { markDone, markRead } from '#infra/db/inbox/mark-conversation.ts'
import { answeredRefusal } from '../access/answered-refusal.server.ts'
import { formOf } from '../forms/read-form.server.ts'
import type { Route } from './+types/mark.route'
import { ownConversation } from './own-conversation.server.ts'

export const handle = { permission: 'conversations.work' }

const input = z.object({
  as: z.enum(['done', 'open', 'read', 'unread']),
  /** Id of the newest event that was seen, for `done` and `read`. */
  upTo: z.coerce.number().int().positive().optional(),
})

/** Says for the team that a conversation is done, open, read or unread. */
export async function action(args: Route.ActionArgs) {
  return answeredRefusal(mark(args), 'You can no longer mark this conversation.')
}

async function mark({ request, params, context }: Route.ActionArgs) {
  const { db, session, conversation } = await ownConversation(context, {
    id: params.conversation,
    permission: 'conversations.work',
  })
  const asked = input.safeParse(Object.fromEntries(await formOf(request)))
  if (!asked.success) return data({ error: 'Mark a conversation as done, open, read or unread.' }, { status: 422 })
  const key = { organisation: session.organisation.id, conversation: conversation.id }
  const { as, upTo = null } = asked.data
  if (as === 'done' || as === 'open') await markDone(db, { ...key, done: as === 'done', upTo })
  else await markRead(db, { ...key, read: as === 'read', upTo })
  return data({ error: null })
}

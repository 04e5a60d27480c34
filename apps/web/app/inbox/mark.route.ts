import { data } from 'react-router'
import { markConversation } from '#infra/deeds/conversations/mark-conversation.ts'
import { answeredRefusal } from '../access/answered-refusal.server.ts'
import { formOf } from '../forms/read-form.server.ts'
import type { Route } from './+types/mark.route'
import { ownConversation } from './own-conversation.server.ts'

export const handle = { permission: 'conversations.work' }

/** Says for the team that a conversation is done, open, read or unread. */
export async function action(args: Route.ActionArgs) {
  return answeredRefusal(mark(args), 'You can no longer mark this conversation.')
}

async function mark({ request, params, context }: Route.ActionArgs) {
  const { db, session, conversation, by } = await ownConversation(context, {
    id: params.conversation,
    permission: 'conversations.work',
  })
  const asked = markConversation.input.safeParse({
    ...Object.fromEntries(await formOf(request)),
    conversation: conversation.id,
  })
  if (!asked.success) return data({ error: 'Mark a conversation as done, open, read or unread.' }, { status: 422 })
  // not one of the organisation's deeds at a time: nobody's look at the inbox waits for an import
  const done = await markConversation({ ...by, db, who: session, provision: null }, asked.data)
  if (done.ok) return data({ error: null })
  const { title, fix, status } = done.problem
  return data({ error: `${title} ${fix}` }, { status })
}

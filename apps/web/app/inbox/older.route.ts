import { timeline } from '#infra/db/inbox/timeline.ts'
import { notFound } from '../shared/require-permission.ts'
import type { Route } from './+types/older.route'
import { ownConversation } from './own-conversation.server.ts'
import { timelineCursor, writtenCursor } from './timeline-cursor.ts'

export const handle = { permission: 'conversations.see' }

/** Older calls of a conversation, as one scrolls up. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { db, session, conversation } = await ownConversation(context, { id: params.conversation, permission: 'conversations.see' })
  const before = timelineCursor(new URL(request.url).searchParams.get('before'))
  if (before === null) throw notFound()
  const page = await timeline(db, { organisation: session.organisation.id, conversation: conversation.id, before })
  return { calls: page.calls, before: writtenCursor(page.before) }
}

import type { Route } from './+types/older.route'
import { readOlderCalls } from './read-conversation.server.ts'

export const handle = { permission: 'conversations.see' }

/** Older calls of a conversation, as one scrolls up. */
export function loader({ request, params, context }: Route.LoaderArgs) {
  return readOlderCalls({ id: params.conversation, request, context })
}

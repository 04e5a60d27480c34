import type { TimelineCall } from '#infra/db/inbox/timeline.ts'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'

/** A conversation as lists show it after something has happened in it, told to whoever may see its number. */
export interface ToldRow {
  readonly conversation: ShownConversation
  /** The calls of it that have changed, as its timeline shows them. */
  readonly calls: readonly TimelineCall[]
  /** How many conversations of its number are unread; 100 stands for more. */
  readonly waiting: number
  /** Whether the reader's own phone rang in it. */
  readonly isOwn: boolean
}

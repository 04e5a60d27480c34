import type { ConversationView } from '#infra/db/inbox/list-conversations.ts'
import type { TimelineCall } from '#infra/db/inbox/timeline.ts'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'
import type { Heard, HeardRows } from '../events/heard.ts'
import { byArrival, merged } from '../events/merged-calls.ts'
import type { ListFilter } from './read-list.server.ts'

/** A list as it was read: in part, where more of it can be. */
export interface ReadList {
  /** Newest first. */
  readonly conversations: readonly ShownConversation[]
  /** The moment at which its first page was read, which says what was not in it. */
  readonly asOf: number
  readonly hasMore: boolean
}

/**
 * A list as it is by what was told since it was read: a row that has changed stands where it belongs now, one that does not
 * fit any more is gone, and one that has come to fit is there. Those that come after the last row that was read
 * come when they are read. A search finds rows by what only the database knows: what was not found stays out.
 */
export function withHeard(
  { conversations, asOf, hasMore }: ReadList,
  heard: HeardRows,
  filter: ListFilter,
): readonly ShownConversation[] {
  if (heard.size === 0) return conversations
  const last = hasMore ? conversations.at(-1) : undefined
  const isListed = new Map(conversations.map((row) => [row.id, row]))
  const changed = [...heard.values()].filter(
    ({ conversation }) => conversation.asOf > (isListed.get(conversation.id)?.asOf ?? asOf),
  )
  if (changed.length === 0) return conversations
  const gone = new Set(changed.map(({ conversation }) => conversation.id))
  const there = changed.flatMap(({ conversation, isOwn }) => {
    const isKnown = isListed.has(conversation.id) || filter.search === ''
    const isFar = last !== undefined && byTime(conversation, last) > 0
    return isKnown && !isFar && belongs(conversation, { ...filter, isOwn }) ? [conversation] : []
  })
  return [...conversations.filter(({ id }) => !gone.has(id)), ...there].toSorted(byTime)
}

/** Whether a conversation belongs in a list of this view and number, as the database decides it; see `listConversations`. */
export function belongs(
  { state, unread, missed, number }: Pick<ShownConversation, 'state' | 'unread' | 'missed' | 'number'>,
  {
    view,
    number: only,
    isOwn,
  }: { readonly view: ConversationView; readonly number: string | null; readonly isOwn: boolean },
): boolean {
  if (only !== null && number.id !== only) return false
  switch (view) {
    case 'open':
    case 'done':
      return state === view
    case 'mine':
      return isOwn
    case 'unread':
      return unread
    case 'missed':
      return missed
    case 'unanswered':
      return missed && state === 'open'
    case 'all':
      return true
  }
}

/** A conversation as it was read: with its newest calls, newest first, and where the older ones begin, if there are any. */
interface ReadConversation {
  readonly conversation: ShownConversation
  readonly calls: readonly TimelineCall[]
  readonly before: string | null
}

/**
 * A conversation that was read with its calls, as both are by what was told since. Calls that come after the last one that was read
 * are `older`: they stand in the timeline only once they are read there.
 */
export function conversationHeard<C extends ReadConversation>(
  read: C,
  heard: Heard | undefined,
): C & { readonly older: readonly TimelineCall[] } {
  const { asOf } = read.conversation
  const last = read.before === null ? undefined : read.calls.at(-1)
  if (heard === undefined || heard.conversation.asOf <= asOf) return { ...read, older: [] }
  const calls = heard.calls.filter((call) => call.asOf > asOf)
  const { near = [], far = [] } = Object.groupBy(calls, (call) =>
    last !== undefined && byArrival(call, last) > 0 ? 'far' : 'near',
  )
  return {
    ...read,
    conversation: heard.conversation,
    calls: calls.length === 0 ? read.calls : merged(read.calls, near),
    older: far,
  }
}

/** The newest conversation of all, for whoever has none to deal with. @param read what was read as such, if any. */
export function lastOf(read: ShownConversation | null, heard: HeardRows): ShownConversation | null {
  const all = [...(read === null ? [] : [read]), ...[...heard.values()].map(({ conversation }) => conversation)]
  const newest = new Map(all.toSorted((one, other) => one.asOf - other.asOf).map((row) => [row.id, row]))
  return [...newest.values()].toSorted(byTime)[0] ?? null
}

/** Newest first. */
function byTime(one: ShownConversation, other: ShownConversation): number {
  return other.lastAt - one.lastAt || (one.id < other.id ? 1 : -1)
}

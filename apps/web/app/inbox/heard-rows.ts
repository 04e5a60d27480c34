import type { ConversationView } from '#infra/db/inbox/list-conversations.ts'
import type { TimelineCall } from '#infra/db/inbox/timeline.ts'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'
import type { ToldRow } from '../events/told-row.ts'
import { merged } from './merged-calls.ts'
import type { ListFilter } from './read-list.server.ts'

/** A conversation as it was told last while the page was open. */
export interface Heard {
  readonly conversation: ShownConversation
  readonly isOwn: boolean
  /** Its calls that were told, newest first, each as it was told last; and as of which moment. */
  readonly calls: readonly HeardCall[]
}

export type HeardCall = TimelineCall & { readonly asOf: number }

/** By the conversations' ids, those that were told last at the end. */
export type HeardRows = ReadonlyMap<string, Heard>

/** How many are remembered; once they are so many, the page is read again and the older half is forgotten. */
export const MOST_HEARD = 300

/** What is known after one more was told. */
export function withRow(heard: HeardRows, { conversation, calls, isOwn }: ToldRow): HeardRows {
  const before = heard.get(conversation.id)
  const fresh = calls.map((call) => ({ ...call, asOf: conversation.asOf }))
  const next = new Map(heard)
  next.delete(conversation.id) // it goes to the end
  return next.set(conversation.id, {
    isOwn,
    conversation:
      before === undefined || conversation.asOf >= before.conversation.asOf ? conversation : before.conversation,
    calls: before === undefined ? fresh : merged(before.calls, fresh),
  })
}

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

/** A conversation that was read with its calls, as both are by what was told since. */
export function conversationHeard<
  C extends { readonly conversation: ShownConversation; readonly calls: readonly TimelineCall[] },
>(read: C, heard: Heard | undefined): C {
  const { asOf } = read.conversation
  if (heard === undefined || heard.conversation.asOf <= asOf) return read
  const calls = heard.calls.filter((call) => call.asOf > asOf)
  return {
    ...read,
    conversation: heard.conversation,
    calls: calls.length === 0 ? read.calls : merged(read.calls, calls),
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

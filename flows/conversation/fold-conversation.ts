import { foldCall } from '../call/happenings/fold-call.ts'
import { entryOf, eventKey, type CallEvent, type Outcome } from '../call/happenings/happening.ts'
import { toldTo } from '../call/happenings/seen.ts'
import { outcomeSentence } from '../story/outcome-sentence.ts'

/** An event with its id, which rises in the order in which events were kept. */
export interface NumberedEvent extends CallEvent {
  readonly id: number
}

/** An item of a conversation, as far as the conversation tells of it while it is the last. */
export interface Item {
  /** Its id: within a conversation ids rise in the order in which its items were kept. */
  readonly item: number
  /** The carrier's id of the call that it is; null for whatever is none. */
  readonly call: string | null
  /** When it came in, in milliseconds since 1970. */
  readonly at: number
  readonly words: string
  /** Null while the call runs, and of what is none. */
  readonly outcome: Outcome | null
}

/** What one call amounts to for its conversation. */
export interface CallSum extends Pick<Item, 'words' | 'outcome'> {
  readonly isLive: boolean
  /** Id of its newest event that opens a conversation which was done; 0 while its arrival is not known. */
  readonly opened: number
  /** Id of its newest event that the team should see; null when there is none. */
  readonly news: number | null
}

/** What a conversation amounts to without one of its calls, and what people have said of it. */
export interface Beside {
  /** The last of its other items. */
  readonly last: Item | null
  /** Whether another of its calls runs. */
  readonly isLive: boolean
  /** Its newest event that opens it, and the newest that is news; that of the one call may be among them. */
  readonly opened: number
  readonly news: number | null
  /** The events up to which the team has said that it is done, and up to which somebody has read it. */
  readonly done: number | null
  readonly read: number | null
}

/** What a conversation amounts to: what lists show of it. */
export interface ConversationFold extends Pick<Beside, 'isLive' | 'opened' | 'news'> {
  readonly last: Item
  readonly isMissed: boolean
  readonly state: 'open' | 'done'
  readonly isUnread: boolean
}

/** What a call amounts to for its conversation. What people may not see of it makes no words and is no news. @param events all of them, in the order in which they were kept. */
export function sumOfCall(events: readonly NumberedEvent[]): CallSum {
  const people = toldTo('people', events)
  const { outcome, endedAt } = foldCall(events)
  const news = newsIn(people)
  const arrived = events.find(({ what }) => what.kind === 'arrived')?.id ?? 0
  return {
    words: outcomeSentence(people),
    outcome,
    isLive: endedAt === null,
    opened: Math.max(arrived, news ?? 0),
    news,
  }
}

/** A conversation with one of its calls as that is now. Folding again changes nothing. */
export function foldConversation(
  { words, outcome, isLive, opened, news }: CallSum,
  place: Pick<Item, 'item' | 'call' | 'at'>,
  beside: Beside,
): ConversationFold {
  const own: Item = { ...place, words, outcome }
  const last = beside.last !== null && isLater(beside.last, own) ? beside.last : own
  const all = { opened: Math.max(opened, beside.opened), news: newer(news, beside.news) }
  return {
    ...all,
    last,
    isLive: isLive || beside.isLive,
    isMissed: last.outcome === 'missed' || last.outcome === 'abandoned',
    state: beside.done !== null && beside.done >= all.opened ? 'done' : 'open',
    isUnread: all.news !== null && all.news > (beside.read ?? 0),
  }
}

function isLater(one: Item, other: Item): boolean {
  return one.at > other.at || (one.at === other.at && one.item > other.item)
}

function newer(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other)
}

/** Of one that is reported several times, the first. */
function newsIn(events: readonly NumberedEvent[]): number | null {
  const heard = new Set<string>()
  let news: number | null = null
  for (const { id, what } of events) {
    const key = eventKey(what)
    if (entryOf(what)?.news?.(what) !== true || heard.has(key)) continue
    heard.add(key)
    news = id
  }
  return news
}

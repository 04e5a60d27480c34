import type { Changed } from '#infra/db/inbox/changed-conversations.ts'
import type { Committed, LiveEvent } from '#infra/db/inbox/live-events.ts'
import type { Streamed } from './stream.server.ts'
import type { Thing } from './things.ts'
import type { ToldRow } from './told-row.ts'

/** Reads events of an organisation, as `infra/db/inbox/live-events.ts` gives them. */
export interface EventReader {
  since(organisation: string, from: number | null, limit: number): Promise<Committed>
  /** The rows of conversations in which something has changed, as they are now. */
  changed(organisation: string, changed: Changed): Promise<readonly ChangedRow[]>
}

/** The row of a conversation, and who may see it. */
export interface ChangedRow {
  /** Id of its number: whoever may hear of that gets the row. */
  readonly number: string
  /** Ids of the members whose own it is. */
  readonly people: readonly string[]
  readonly row: Omit<ToldRow, 'isOwn'>
}

/** What somebody may hear. */
export interface Access {
  /** Ids of the numbers whose events they may hear. */
  readonly numbers: ReadonlySet<string>
  /** Whether they may read of every call: of events that they may not hear they are told that there was something, and not what. */
  readonly readsAllCalls: boolean
  /** The things of which they are told that they have changed. */
  readonly things: ReadonlySet<Thing>
  /** Their role in the organisation: pages of another role are other pages. */
  readonly role: string
  /** Names all their roles, on numbers too: whoever has others than before may do other things. */
  readonly roles: string
}

/** Somebody who hears of events. */
export interface Follower {
  /** The horizon before which they have everything; null for whoever has just begun, 0 for one that nobody knows. */
  readonly after: number | null
  /** Id of the member who follows, and of the sign-in of their browser. */
  readonly member: string
  readonly signIn: string
  /** What they may hear at this moment; null for nothing any longer. Asked before they are told anything, and again whenever it may have changed. */
  access(): Promise<Access | null>
  /** Turns an event into what they get; null for nothing. Followers who share this function share what it makes. */
  dress(event: LiveEvent): unknown
  tell(news: Streamed): void
}

/** Whether all that may be heard with `other` may be heard with `one`. */
export function hasAll(one: Access, other: Access): boolean {
  return [...other.numbers].every((number) => one.numbers.has(number)) && (one.readsAllCalls || !other.readsAllCalls)
}

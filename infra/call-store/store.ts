import type { Arrival } from '#flows/call/arrival.ts'
import type { KnownCaller } from '#flows/call/known-caller.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import type { Kept } from '../db/call/append-events.ts'
import type { Talk } from '../db/call/leg-carriers.ts'
import type { News } from '#flows/call/call-words.ts'

/** Names a call for those who come without an arrival in hand. */
export interface CallKey {
  readonly organisation: string
  readonly call: string
}

/** What is known of a call before a document's word is answered. */
export interface KnownBefore {
  /** Whether the document drives. */
  readonly driven: boolean
  /** What waits for the call's workflow, oldest first. */
  readonly kept: readonly KeptNews[]
}

/** What is known of a call whose caller has gone. */
export interface CallerLeft {
  /** False when the call is not known here. */
  readonly known: boolean
  /** With whom the caller talked; null where with nobody, or nobody can say. */
  readonly talk: Talk | null
}

/** A piece of news that its workflow has not heard yet. */
export interface KeptNews extends CallKey {
  /** The same for the same piece of news, however often it is told. */
  readonly key: string
  readonly news: News
}

/**
 * What the web keeps of calls. Two stores stand behind it, the database and the local disk; the
 * disk holds what the database could not take in time, until it can.
 */
export interface CallStore {
  /** What a call that comes in is decided with: what the organisation knows of whoever has this number. Null where nobody can say in time. */
  knownCaller(key: CallKey, number: string): Promise<KnownCaller | null>
  /** Freezes an arrival; the first one stands, and is returned. */
  freeze(arrival: Arrival): Promise<Arrival>
  /** null when it cannot be had now: unknown, or waiting on a disk that cannot be asked; no asker can tell which. */
  read(key: CallKey): Promise<Arrival | null>
  /** The workflow has the call. */
  spoken(key: CallKey): Promise<void>
  /** Hands the call to its document, unless that has happened; true when the document drives now. */
  takeDriver(key: CallKey): Promise<boolean>
  /** The same, unless the workflow rings somebody for the call at this moment; false then. */
  takeDriverUnlessRinging(key: CallKey): Promise<boolean>
  /** `drivenByDocument` and `kept` in one question. */
  beforeFirstWord(key: CallKey): Promise<KnownBefore>
  /** @param patience milliseconds for the database to say it; by default as long as for everything else. */
  drivenByDocument(key: CallKey, patience?: number): Promise<boolean>
  /** Whether the workflow may dial phones now; from here on the document is not given the call before they have rung. */
  mayDial(key: CallKey): Promise<boolean>
  /** The carrier has told the end of the caller's leg. @param at milliseconds since 1970. */
  callerLeft(key: CallKey, at: number): Promise<CallerLeft>
  /** Whether the caller's leg is known to be over: asked right before a phone is rung. */
  callerHasLeft(key: CallKey): Promise<boolean>
  /** Whether the call is known to have ended for good: nobody is there to hear of it any more. */
  isOver(key: CallKey): Promise<boolean>
  /** Who is in the room with the caller; null when nobody is, undefined when the rows cannot be read. */
  talk(key: CallKey): Promise<Talk | null | undefined>
  /** @returns what was new, and what was kept of the call before; null when that is not known yet. */
  append(key: CallKey, events: readonly { readonly key: string; readonly event: CallEvent }[]): Promise<Kept | null>
  /** The keys of events of a call that begin so: whoever is asked for one thing too many looks here, not at what they are told. */
  keysOf(key: CallKey, beginning: string): Promise<ReadonlySet<string>>
  keep(news: KeptNews): Promise<void>
  /** What waits for the call's workflow, oldest first; whatever is not known in time waits for the sweep. */
  kept(key: CallKey): Promise<readonly KeptNews[]>
  /** Kept news has reached its workflow, or the workflow is over. */
  delivered(news: KeptNews): Promise<void>
}

/** How long the web waits for the database before it uses its own disk. Milliseconds (architecture.md 5.1). */
export const DATABASE_PATIENCE = 300

/** How long the database has to say who drives a call, where a wrong guess rings phones for nobody or parts a talk. Milliseconds. */
export const DRIVER_PATIENCE = 1400

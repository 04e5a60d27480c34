import type { NotRungBecause } from '../party.ts'
import type { Entry, Happened } from './entry.ts'
import {
  arrived,
  begun,
  documentDrives,
  ended,
  entered,
  firstListDiffers,
  handed,
  pushed,
  trouble,
} from './course-of-call.ts'
import { conversation, conversed, inquiry } from './assistants.ts'
import { notRung, ordered, phoneRings, pickedUp, rings, skipped, stoppedRinging } from './phones.ts'
import { claimed, claimRefused, inRoom, talkEnded, talking, winnerLost } from './talks.ts'
import { callerGone, endedBy, ladderConnected, ladderRings, noMessage, recording } from './caller.ts'
import { replied } from './replies.ts'
import { fetched, fetching, texted, texting } from './outside.ts'
import { fits } from './shape.ts'

/** All that may happen in a call. A new kind is an entry, and a line here. */
const happenings = [
  arrived,
  entered,
  handed,
  firstListDiffers,
  ordered,
  notRung,
  rings,
  skipped,
  stoppedRinging,
  pushed,
  begun,
  phoneRings,
  pickedUp,
  claimed,
  claimRefused,
  inRoom,
  talking,
  talkEnded,
  winnerLost,
  replied,
  conversed,
  inquiry,
  conversation,
  recording,
  noMessage,
  callerGone,
  endedBy,
  documentDrives,
  ladderRings,
  ladderConnected,
  fetching,
  fetched,
  texting,
  texted,
  trouble,
  ended,
]

type OfEntry<E> = E extends Entry<infer What> ? What : never

/** One thing that may happen in a call. The rows of `call_event` hold these; stories, the inbox and the banner are folds of them. */
export type Happening = OfEntry<(typeof happenings)[number]>

/** One thing that happened in a call. */
export type CallEvent = Happened<Happening>

export type SkipReason = NotRungBecause | 'talking' | 'limit'

/**
 * How a leg ended, in our words (the carrier's spellings are normalised at the edge). `unknown`: it is over, and the
 * reason has not reached us.
 */
export type LegEnd = 'no-answer' | 'declined' | 'busy' | 'cancelled' | 'hung-up' | 'not-accepted' | 'failed' | 'unknown'

/**
 * answered: both were in the room. missed: nobody was reached. abandoned: the caller left before
 * that was clear (shown as missed). completed: the flow rang nobody and did what it says.
 */
export type Outcome = 'answered' | 'missed' | 'abandoned' | 'completed'

/** What is to be said of a happening; null of one that this release does not know, or not in this shape. */
export function entryOf(what: Happening): Entry<Happening> | null {
  const entry = byKind.get(what.kind)
  return entry !== undefined && fits(what, entry.fields) ? entry : null
}

/** The entries by their kinds. */
export const byKind: ReadonlyMap<string, Entry<Happening>> = new Map(
  happenings.map((entry: Entry<Happening>) => [entry.kind, entry] as const),
)

/**
 * The name by which an event is known within its call, whoever reports it and however often: the
 * same thing reported by the workflow and by a callback is written once. It must not depend on the
 * order of other events, as a workflow task that is redone may see them in another order.
 */
export function eventKey(what: Happening): string {
  return [what.kind, ...(byKind.get(what.kind)?.apart?.(what) ?? [])].join(':')
}

/** Whether something cannot happen twice in a call. */
export function happensOnce(what: Happening): boolean {
  return byKind.get(what.kind)?.once === true
}

/** Whether a call never came here: the carrier's log is all that knows of it, and no flow has answered it. */
export function isUnreached(events: readonly CallEvent[]): boolean {
  return events.some(({ what }) => what.kind === 'document-drives' && what.unreached === true)
}

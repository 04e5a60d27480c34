import type { CallEvent } from '../call/happenings/happening.ts'
import type { NodeId } from '../language/plan.ts'
import { clauses, type Clause } from './story-clauses.ts'
import { clock, sentence } from './story-words.ts'

/** One sentence of a call's story. */
export interface Sentence {
  /** Milliseconds since the call came in. */
  readonly at: number
  /** The node it happened at, so that a reader can find it on the canvas. */
  readonly node: NodeId | null
  /** A whole sentence, without its time. */
  readonly text: string
}

/**
 * A call in plain sentences.
 * @param events in the order in which they were written, which counts among those of one moment.
 */
export function story(events: readonly CallEvent[]): readonly Sentence[] {
  const since = beginning(events)
  return joined(clauses(inPlace(events))).map(({ at, node, text }) => ({
    at: Math.max(0, at - since),
    node,
    text: sentence(text),
  }))
}

/** A sentence with its time: "0:04 Ana’s phone rings for 20 s." */
export function line({ at, text }: Sentence): string {
  return `${clock(at)} ${text}`
}

function beginning(events: readonly CallEvent[]): number {
  return (events.find(({ what }) => what.kind === 'arrived') ?? events[0])?.at ?? 0
}

/**
 * Events where they happened: several hands write them, and some are heard of late or ride with a later order.
 * @param events in the order in which they were written.
 */
export function inPlace(events: readonly CallEvent[]): readonly CallEvent[] {
  const end = events.find(({ what }) => what.kind === 'ended')
  const placed: CallEvent[] = []
  for (const event of events) {
    // a talk whose end is heard of after that of the call was over by then
    const isOver = end !== undefined && event.at > end.at && BY_THE_END.has(event.what.kind)
    const later = placed.findIndex((other) => (isOver ? other === end : other.at > event.at + toleranceOf(event)))
    placed.splice(later < 0 ? placed.length : later, 0, isOver ? { ...event, at: end.at } : event)
  }
  return placed
}

/** What has happened by the end of a call, whenever it is heard of. */
const BY_THE_END: ReadonlySet<CallEvent['what']['kind']> = new Set(['talk-ended', 'winner-lost'])

/** How much later things may stand before an event. Nothing is before a call's arrival, nor between an end and whoever ordered it. */
function toleranceOf({ what }: CallEvent): number {
  if (what.kind === 'arrived') return -Infinity
  return what.kind === 'ended-by' ? 0 : AS_WRITTEN
}

/** What is out of place by this much stays as it was written. Milliseconds. */
const AS_WRITTEN = 1000

/** Clauses that follow from each other at the same moment become one sentence. */
function joined(all: readonly Clause[]): readonly Clause[] {
  const sentences: Clause[] = []
  for (const clause of all) {
    const before = sentences.at(-1)
    if (before && clause.at - before.at <= SAME_MOMENT && FOLLOWS[clause.topic]?.includes(before.topic)) {
      sentences[sentences.length - 1] = {
        ...clause,
        at: before.at,
        node: before.node ?? clause.node,
        text: `${before.text}; ${clause.text}`,
      }
    } else sentences.push(clause)
  }
  return sentences
}

/** Milliseconds within which one thing is told as the consequence of another. */
const SAME_MOMENT = 2000

/** Which clauses continue the sentence of which others. */
const FOLLOWS: Readonly<Partial<Record<Clause['topic'], readonly Clause['topic'][]>>> = {
  rings: ['gave-up'],
  cancelled: ['accepts', 'gone'],
  talked: ['gone', 'left'],
}

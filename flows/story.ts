import type { CallEvent } from './call-events.ts'
import type { StepId } from './plan.ts'
import { clauses, type Clause } from './story-clauses.ts'
import { clock, sentence } from './story-words.ts'

/** One sentence of a call's story. */
export interface Sentence {
  /** Milliseconds since the call came in. */
  readonly at: number
  /** The node it happened at, so that a reader can find it on the canvas. */
  readonly node: StepId | null
  /** A whole sentence, without its time. */
  readonly text: string
}

/**
 * A call in plain sentences.
 * @param events in the order in which they were written, which is the order that counts.
 */
export function story(events: readonly CallEvent[]): readonly Sentence[] {
  const since = beginning(events)
  return joined(clauses(inPlace(events))).map(({ at, node, text }) => ({ at: Math.max(0, at - since), node, text: sentence(text) }))
}

/** A sentence with its time: "0:04 Ana’s phone rings for 20 s." */
export function line({ at, text }: Sentence): string {
  return `${clock(at)} ${text}`
}

function beginning(events: readonly CallEvent[]): number {
  return (events.find(({ what }) => what.kind === 'arrived') ?? events[0])?.at ?? 0
}

/** The end of a caller may be heard of late, and the call's is dated by it: both stand where they happened. */
export function inPlace(events: readonly CallEvent[]): readonly CallEvent[] {
  const placed = [...events]
  for (const kind of ['caller-gone', 'ended'] as const) {
    const from = placed.findIndex(({ what }) => what.kind === kind)
    const event = placed[from]
    const to = event ? placed.findIndex(({ at }) => at > event.at + AS_WRITTEN) : -1
    if (event && to >= 0 && to < from) placed.splice(to, 0, ...placed.splice(from, 1))
  }
  return placed
}

/** Several hands write a call's events: what is out of place by so much stays as it was written. Milliseconds. */
const AS_WRITTEN = 1000

/** Clauses that follow from each other at the same moment become one sentence. */
function joined(all: readonly Clause[]): readonly Clause[] {
  const sentences: Clause[] = []
  for (const clause of all) {
    const before = sentences.at(-1)
    if (before && clause.at - before.at <= SAME_MOMENT && FOLLOWS[clause.topic]?.includes(before.topic)) {
      sentences[sentences.length - 1] = { ...clause, at: before.at, node: before.node ?? clause.node, text: `${before.text}; ${clause.text}` }
    } else sentences.push(clause)
  }
  return sentences
}

/** Milliseconds within which one thing is told as the consequence of another. */
const SAME_MOMENT = 2000

/** Which clauses continue the sentence of which other ones. */
const FOLLOWS: Readonly<Partial<Record<Clause['topic'], readonly Clause['topic'][]>>> = {
  rings: ['gave-up'],
  cancelled: ['accepts', 'gone'],
  talked: ['gone', 'left'],
}

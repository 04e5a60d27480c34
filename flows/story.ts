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
  return joined(clauses(events)).map(({ at, node, text }) => ({ at: Math.max(0, at - since), node, text: sentence(text) }))
}

/** A sentence with its time: "0:04 Ana’s phone rings for 20 s." */
export function line({ at, text }: Sentence): string {
  return `${clock(at)} ${text}`
}

function beginning(events: readonly CallEvent[]): number {
  return (events.find(({ what }) => what.kind === 'arrived') ?? events[0])?.at ?? 0
}

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

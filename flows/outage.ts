import type { CallFacts, Seat } from './facts.ts'
import type { Ladder, Reach, Rung } from './ladder.ts'
import { CallerGone, milliseconds, type Cause, type LiveCall, type Message, type Prompt, type RecordLimits, type RingHow, type RingOutcome, type TalkOutcome } from './live-call.ts'
import { MOST_AT_ONCE } from './nodes/chosen-seats.ts'
import type { Plan, PlanStep, StepId } from './plan.ts'
import { walk } from './walk.ts'

/**
 * What the document of a step does by itself when nobody answers its question: the plan from there
 * on, walked through a call in which everybody behaves as in an outage. Nobody accepts, and a
 * caller who is asked for a message leaves one, so each node takes the exit that its definition
 * names for an outage; a node that can ring nobody at all takes `nobody`.
 *
 * A ladder always ends in a goodbye. A flow that leads back to a node of the ladder gets a spoken
 * one, since a document cannot go round for ever.
 * @throws Error when the plan has no step `from`.
 */
export async function ladderFrom(plan: Plan, facts: CallFacts, from: StepId): Promise<Ladder> {
  const call = new OutageCall(facts)
  await walk(plan, call, from)
  return call.rungs
}

/** Said at the end of a ladder whose flow would go round. */
export const GOODBYE: Prompt = { say: 'Nobody can take your call right now. Please call again later.' }

class OutageCall implements LiveCall {
  readonly facts: CallFacts
  readonly rungs: Rung[] = []
  readonly #visited = new Set<StepId>()

  constructor(facts: CallFacts) {
    this.facts = facts
  }

  enter(step: PlanStep): void {
    if (this.#visited.has(step.id)) {
      this.rungs.push({ do: 'say', prompt: GOODBYE }, { do: 'hang-up', cause: 'done' })
      throw new CallerGone()
    }
    this.#visited.add(step.id)
  }

  async say(prompt: Prompt): Promise<void> {
    this.rungs.push({ do: 'say', prompt })
  }

  async ring(seats: readonly Seat[], how: RingHow): Promise<RingOutcome> {
    const reachable = seats.flatMap(reach)
    const to = how.order === 'together' ? reachable.slice(0, MOST_AT_ONCE) : reachable
    if (to.length === 0) return { kind: 'nobody' }
    this.rungs.push({ do: 'connect', order: how.order, seconds: milliseconds(how.time) / 1000, to })
    return { kind: 'no-answer' }
  }

  async talk(): Promise<TalkOutcome> {
    return 'lost'
  }

  async record(greeting: Prompt | null, limits: RecordLimits): Promise<Message> {
    this.rungs.push({ do: 'record', greeting, limits })
    // the recording's address and length are known to the carrier alone, and no node asks for them
    return { kind: 'left', url: '', seconds: 0 }
  }

  async hangUp(cause: Cause): Promise<void> {
    this.rungs.push({ do: 'hang-up', cause })
  }
}

function reach(seat: Seat): readonly Reach[] {
  if (seat.barred !== null || seat.address === null) return []
  return [{ member: seat.member, name: seat.name, address: seat.address }]
}

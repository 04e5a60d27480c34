import type { CallFacts } from './facts.ts'
import type { Instruction } from './instruction.ts'
import { CallerGone, type LiveCall, type Message, type Prompt, type RingOutcome, type TalkOutcome } from './live-call.ts'
import type { Plan } from './plan.ts'
import { walk } from './walk.ts'

/**
 * Step 1 of a call: what the caller hears before anything is needed from a person, the caller or
 * the world. The web gives it at once, without asking anybody. Empty when the flow rings at once.
 */
export async function firstList(plan: Plan, facts: CallFacts): Promise<readonly Instruction[]> {
  const call = new FirstWords(facts)
  await walk(plan, call)
  return call.list
}

/** Gathers what is said; everything else ends the walk, as a caller who hangs up would. */
class FirstWords implements LiveCall {
  readonly facts: CallFacts
  readonly list: Instruction[] = []

  constructor(facts: CallFacts) {
    this.facts = facts
  }

  enter(): void {}

  async say(prompt: Prompt): Promise<void> {
    this.list.push({ do: 'say', prompt })
  }

  async ring(): Promise<RingOutcome> {
    throw new CallerGone()
  }

  async talk(): Promise<TalkOutcome> {
    throw new CallerGone()
  }

  async record(): Promise<Message> {
    throw new CallerGone()
  }

  async hangUp(): Promise<void> {
    throw new CallerGone()
  }
}

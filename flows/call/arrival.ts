import type { CallFacts } from './facts.ts'
import type { Instruction } from '../verbs/instruction.ts'
import type { Plan } from '../language/plan.ts'

/**
 * A call as it came in, frozen: everything its workflow needs, so that a later edit of the flow,
 * the routing list or the people changes nothing for it, and a replay needs nothing else.
 */
export interface Arrival {
  readonly organisation: string
  /** Id of the number's row. */
  readonly number: string
  readonly flow: string
  /** The published version's number within its flow, from 1. */
  readonly version: number
  readonly plan: Plan
  readonly facts: CallFacts
  /** Step 1 as it was delivered to the carrier. */
  readonly first: readonly Instruction[]
}

import type { NodeId } from '../language/plan.ts'
import type { Ladder } from '../outage/ladder.ts'
import { verbOf, type InstructionOf } from './verbs.ts'

/** What the caller's leg does next, in phone words; `infra/signalwire/verbs` renders it. */
export type Instruction = InstructionOf

/** One list of instructions for the caller's leg: one document, one round trip. */
export interface Step {
  /** 1 for the document that answers the arrival, then one more each time. */
  readonly n: number
  readonly list: readonly Instruction[]
  /** The node the walk stands at. */
  readonly node: NodeId
  /** What the document does alone when nobody answers its question. */
  readonly ladder: Ladder
  /** `pull`: fetched by the document before it. `push`: sent to the leg; it says "begun" first. */
  readonly by: 'pull' | 'push'
}

/** Whether a document with this list stays where it is until it is pushed somewhere else. */
export function waitsToBeMoved(list: readonly Instruction[]): boolean {
  const last = list.at(-1)
  return last !== undefined && verbOf(last).then === 'stays'
}

/** Whether a document with this list comes to an instruction after which it goes on like this. */
export function comesTo(list: readonly Instruction[], then: 'alone' | 'over'): boolean {
  return list.some((instruction) => verbOf(instruction).then === then)
}

/** How long a list lasts at least, as far as that is known beforehand. Milliseconds. */
export function listTime(list: readonly Instruction[]): number {
  return list.reduce((sum, instruction) => sum + verbOf(instruction).lasts(instruction), 0)
}

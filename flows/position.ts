import { canonicalJson } from './canonical-json.ts'
import type { CallFacts } from './facts.ts'
import type { Step } from './instruction.ts'
import type { Ladder } from './ladder.ts'
import { ladderFrom } from './outage.ts'
import type { Plan, StepId } from './plan.ts'

/**
 * Where a call stands for a document that may have to go on alone: the node whose ladder holds; null when nobody is rung
 * any more, as after a talk or a message, and only the goodbye is left.
 */
export type Position = StepId | null

/** What is left for a caller who has talked to somebody, or left a message. */
export const FAREWELL: Ladder = [
  { do: 'say', prompt: { say: 'Goodbye.' } },
  { do: 'hang-up', cause: 'done' },
]

/** Where a call stands whose caller is given this step. */
export function positionOf({ list, ladder, node }: Pick<Step, 'list' | 'ladder' | 'node'>): Position {
  const ends = list.some((one) => one.do === 'hang-up')
  return ends || canonicalJson(ladder) === canonicalJson(FAREWELL) ? null : node
}

/** What a document does alone from there on; only the goodbye from a node that the plan does not have. */
export async function ladderAt(plan: Plan, facts: CallFacts, position: Position): Promise<Ladder> {
  return position !== null && plan.steps[position] ? await ladderFrom(plan, facts, position) : FAREWELL
}

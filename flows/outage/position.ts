import { canonicalJson } from '../language/canonical-json.ts'
import type { CallFacts } from '../call/facts.ts'
import { comesTo, type Instruction, type Step } from '../verbs/instruction.ts'
import { verbOf } from '../verbs/verbs.ts'
import type { Ladder } from './ladder.ts'
import { ladderFrom } from './outage.ts'
import type { Plan, NodeId } from '../language/plan.ts'

/**
 * Where a call stands for a document that may have to go on alone: the node whose ladder holds; null when nobody is rung
 * any more, as after a talk or a message, and only the goodbye is left.
 */
export type Position = NodeId | null

/** What is left for a caller who has talked to somebody, or left a message. */
export const FAREWELL: Ladder = [
  { do: 'say', prompt: { say: 'Goodbye.' } },
  { do: 'hang-up', cause: 'done' },
]

/** Where a call stands whose caller is given this step. */
export function positionOf({ list, ladder, node }: Pick<Step, 'list' | 'ladder' | 'node'>): Position {
  return comesTo(list, 'over') || canonicalJson(ladder) === canonicalJson(FAREWELL) ? null : node
}

/** What the document of a list does alone while the walk stands at this node. */
export async function ladderBeside(
  list: readonly Instruction[],
  { plan, facts, node }: { readonly plan: Plan; readonly facts: CallFacts; readonly node: NodeId },
): Promise<Ladder> {
  return list.some((one) => verbOf(one).ladder === 'farewell') ? FAREWELL : await ladderFrom(plan, facts, node)
}

/** What a document does alone from there on; only the goodbye for a node that the plan does not have. */
export async function ladderAt(plan: Plan, facts: CallFacts, position: Position): Promise<Ladder> {
  return position !== null && plan.steps[position] ? await ladderFrom(plan, facts, position) : FAREWELL
}

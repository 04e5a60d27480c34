import { canonicalJson } from '../language/canonical-json.ts'
import type { CallFacts } from '../call/facts.ts'
import { comesTo, type Instruction, type Step } from '../verbs/instruction.ts'
import { verbOf } from '../verbs/verbs.ts'
import { ourPrompt } from '../speech/our-prompt.ts'
import type { KnownValues } from '../values/known-values.ts'
import type { Ladder } from './ladder.ts'
import { ladderFrom } from './outage.ts'
import type { Plan, NodeId } from '../language/plan.ts'

/**
 * Where a call stands for a document that may have to go on alone: the node whose ladder holds; null when nobody is rung
 * any more, as after a talk or a message, and only the goodbye is left.
 */
export type Position = NodeId | null

/** What is left for a caller who has talked to somebody, or left a message. */
export function farewell({ speech }: Pick<CallFacts, 'speech'>): Ladder {
  return [
    { do: 'say', prompt: ourPrompt(speech, ({ goodbye }) => goodbye) },
    { do: 'hang-up', cause: 'done' },
  ]
}

/** Where a call stands whose caller is given this step. */
export function positionOf({ list, ladder, node }: Pick<Step, 'list' | 'ladder' | 'node'>): Position {
  return comesTo(list, 'over') || isFarewell(ladder) ? null : node
}

function isFarewell([says, ...more]: Ladder): boolean {
  if (says?.do !== 'say' || !('say' in says.prompt)) return false
  const speech = says.prompt.speech
  return canonicalJson([says, ...more]) === canonicalJson(farewell({ ...(speech && { speech }) }))
}

/** What the document of a list does alone while the walk stands at this node. */
export async function ladderBeside(
  list: readonly Instruction[],
  {
    plan,
    facts,
    node,
    known,
  }: { readonly plan: Plan; readonly facts: CallFacts; readonly node: NodeId; readonly known: KnownValues },
): Promise<Ladder> {
  return list.some((one) => verbOf(one).ladder === 'farewell')
    ? farewell(facts)
    : await ladderFrom(plan, facts, node, known)
}

/** What a document does alone from there on, of which nobody knows more than its facts; only the goodbye for a node that the plan does not have. */
export async function ladderAt(plan: Plan, facts: CallFacts, position: Position): Promise<Ladder> {
  return position !== null && plan.steps[position] ? await ladderFrom(plan, facts, position) : farewell(facts)
}

import type { CallFacts } from './call/facts.ts'
import type { Here } from './language/node.ts'
import type { PlanNode } from './language/plan.ts'

/** Where a call is, and what was decided there as it came in. */
export function hereOf({ id }: Pick<PlanNode, 'id'>, { decided = {} }: Pick<CallFacts, 'decided'>): Here {
  return { node: id, decided: Object.hasOwn(decided, id) ? (decided[id] ?? null) : null }
}

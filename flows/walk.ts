import { CallerGone, type LiveCall } from './live-call.ts'
import { hereOf } from './here.ts'
import type { Here } from './language/node.ts'
import type { Plan, PlanNode, NodeId } from './language/plan.ts'
import { runs } from './nodes/runs.ts'
import { filledInConfig } from './values/filled-in-config.ts'
import { KnownValues } from './values/known-values.ts'

/** How a walk ended: by itself, or because the caller's leg ended under it. */
export type WalkEnd = 'finished' | 'caller-gone'

interface WalkFrom {
  readonly from?: NodeId
  readonly known?: KnownValues
}

/**
 * Runs node after node until an end. The only interpreter of plans: calls, rehearsals, the first
 * document, ladders and auditors' replays all go through here.
 *
 * Texts in which values stand are filled in before a node runs, from what the call knows by then.
 * @param from where to begin, and what is known there; at the plan's start with what every call knows unless said otherwise.
 * @throws Error when the plan names a kind or an exit that does not exist (compile prevents both),
 *   or when it goes round more than {@link LONGEST_WALK} nodes.
 */
export async function walk(
  plan: Plan,
  call: LiveCall,
  { from = plan.start, known = new KnownValues(call.facts) }: WalkFrom = {},
): Promise<WalkEnd> {
  try {
    let at: NodeId | null = from
    let values = known
    for (let count = 0; at !== null; count += 1) {
      if (count === LONGEST_WALK) throw new Error(`the call went through ${LONGEST_WALK} nodes without an end`)
      const step: PlanNode = stepOf(plan, at)
      call.enter(step, values)
      const left = await runOf(step)(call, filledInConfig(step, values), hereOf(step, call.facts))
      if (left === 'end') return 'finished'
      const { exit, gives } = typeof left === 'string' ? { exit: left, gives: {} } : left
      const next: NodeId | null | undefined = step.exits[exit]
      if (next === undefined) throw new Error(`node ${step.id} has no exit ${exit}`)
      values = values.with(step, gives)
      at = next
    }
    await call.hangUp('done')
    return 'finished'
  } catch (error) {
    if (error instanceof CallerGone) return 'caller-gone'
    throw error
  }
}

/** A guard beyond the checks at publishing: no sensible call visits more nodes than this. */
export const LONGEST_WALK = 200

function stepOf(plan: Plan, id: NodeId): PlanNode {
  const step = plan.steps[id]
  if (!step) throw new Error(`the plan has no step ${id}`)
  return step
}

type AnyRun = (
  call: LiveCall,
  config: unknown,
  here: Here,
) => Promise<string | { readonly exit: string; readonly gives: Readonly<Record<string, string>> }>

function runOf(step: PlanNode): AnyRun {
  // compile validated the config against the schema of this very kind, so the pair fits
  const run = (runs as unknown as Readonly<Record<string, AnyRun>>)[step.kind]
  if (!run) throw new Error(`no node kind is called ${step.kind}`)
  return run
}

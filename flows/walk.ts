import { CallerGone, type LiveCall } from './live-call.ts'
import type { Plan, PlanNode, NodeId } from './language/plan.ts'
import { runs } from './nodes/runs.ts'

/** How a walk ended: by itself, or because the caller's leg ended under it. */
export type WalkEnd = 'finished' | 'caller-gone'

/**
 * Runs node after node until an end. The only interpreter of plans: calls, rehearsals, the first
 * document, ladders and auditors' replays all go through here.
 * @param from where to begin; the plan's start unless said otherwise.
 * @throws Error when the plan names a kind or an exit that does not exist (compile prevents both),
 *   or when it goes round more than {@link LONGEST_WALK} nodes.
 */
export async function walk(plan: Plan, call: LiveCall, from: NodeId = plan.start): Promise<WalkEnd> {
  try {
    let at: NodeId | null = from
    for (let count = 0; at !== null; count += 1) {
      if (count === LONGEST_WALK) throw new Error(`the call went through ${LONGEST_WALK} nodes without an end`)
      const step: PlanNode = stepOf(plan, at)
      call.enter(step)
      const exit = await runOf(step)(call, step.config)
      if (exit === 'end') return 'finished'
      const next: NodeId | null | undefined = step.exits[exit]
      if (next === undefined) throw new Error(`node ${step.id} has no exit ${exit}`)
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

type AnyRun = (call: LiveCall, config: unknown) => Promise<string>

function runOf(step: PlanNode): AnyRun {
  // compile validated the config against the schema of this very kind, so the pair fits
  const run = (runs as unknown as Readonly<Record<string, AnyRun>>)[step.kind]
  if (!run) throw new Error(`no node kind is called ${step.kind}`)
  return run
}

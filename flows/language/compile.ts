import { canonicalJson } from './canonical-json.ts'
import { check } from './check.ts'
import type { Flow } from './flow.ts'
import type { Issue } from './issue.ts'
import { knownNodes, type KnownNode } from './known-nodes.ts'
import type { CheckAround } from './node.ts'
import type { Plan, PlanNode, NodeId } from './plan.ts'
import { sha256 } from './sha256.ts'

/** A plan travels to a call's workflow as input; more bytes than this would make every call slow. */
export const LARGEST_PLAN = 512_000

/** The result of compiling; `issues` holds warnings too when it went well. */
export type Compiled =
  | { readonly ok: true; readonly plan: Plan; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/**
 * Compiles a drawn flow to the plan that calls walk. Nodes that no call can reach stay out of it.
 * The same drawing gives the same hash wherever it is compiled; moving nodes or changing notes
 * changes nothing.
 */
export function compile(flow: Flow, around: CheckAround): Compiled {
  const issues = check(flow, around)
  if (issues.some((issue) => issue.severity === 'error')) return { ok: false, issues }
  const plan = planOf(knownNodes(flow))
  const bytes = new TextEncoder().encode(JSON.stringify(plan)).length
  if (bytes <= LARGEST_PLAN) return { ok: true, plan, issues }
  const message = `This flow is too large: ${Math.ceil(bytes / 1000)} kB, at most ${LARGEST_PLAN / 1000} kB. Shorten texts, or split it.`
  return { ok: false, issues: [...issues, { node: null, field: '', severity: 'error', message }] }
}

/** SHA-256 of a plan's canonical JSON, its own hash left out. */
export function planHash({ format, start, steps }: Omit<Plan, 'hash'>): string {
  return sha256(canonicalJson({ format, start, steps }))
}

function planOf(known: ReadonlyMap<NodeId, KnownNode>): Plan {
  const start = [...known.values()].find(({ definition }) => definition.group === 'start')
  if (!start) throw new Error('a checked flow has an entry')
  const steps = new Map<NodeId, PlanNode>()
  const waiting = [start]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (steps.has(node.node.id)) continue
    steps.set(node.node.id, stepOf(node))
    waiting.push(...[...node.next.values()].flatMap((id) => known.get(id) ?? []))
  }
  const plan = { format: 1, start: start.node.id, steps: Object.fromEntries(steps) } as const
  return { ...plan, hash: planHash(plan) }
}

function stepOf({ node, config, exits, next }: KnownNode): PlanNode {
  if (!config.valid) throw new Error(`the config of node ${node.id} was not checked`)
  const leads = Object.fromEntries(exits.map(({ name }) => [name, next.get(name) ?? null]))
  return { id: node.id, kind: node.kind, title: node.title, config: config.value, exits: leads }
}

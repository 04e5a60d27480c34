import { canonicalJson } from './canonical-json.ts'
import { check } from './check.ts'
import type { Flow } from './flow.ts'
import type { Issue } from './issue.ts'
import { knownNodes, type KnownNode } from './known-nodes.ts'
import type { CheckAround } from './node.ts'
import type { Plan, PlanNode, NodeId } from './plan.ts'
import { recordOf } from './path.ts'
import { templatesOf, type DrawnTemplate } from './prompts.ts'
import { sha256 } from './sha256.ts'
import { nameInFlow } from '../values/value.ts'

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
  const inPlan = new Map<NodeId, KnownNode>()
  const waiting = [start]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (inPlan.has(node.node.id)) continue
    inPlan.set(node.node.id, node)
    waiting.push(...[...node.next.values()].flatMap((id) => known.get(id) ?? []))
  }
  const spoken = new Set([...inPlan.values()].flatMap(({ node }) => templatesOf(node).flatMap(namesIn)))
  const steps = Object.fromEntries([...inPlan].map(([id, node]) => [id, stepOf(node, spoken)]))
  const plan = { format: 1, start: start.node.id, steps } as const
  return { ...plan, hash: planHash(plan) }
}

function namesIn({ parts }: DrawnTemplate): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'value' ? [part.name] : []))
}

/** @param spoken the values that texts of the plan name: of what a node gives, a plan holds no more. */
function stepOf({ node, definition, config, exits, next }: KnownNode, spoken: ReadonlySet<string>): PlanNode {
  if (!config.valid) throw new Error(`the config of node ${node.id} was not checked`)
  const { id, kind, title } = node
  const templates = templatesOf({ kind, config: { ...recordOf(config.value) } }).map(({ at }) => at)
  const gives = (definition.gives ?? []).flatMap(({ name, type, secret }) =>
    !secret && spoken.has(nameInFlow(id, name)) ? [[name, type] as const] : [],
  )
  return {
    id,
    kind,
    title,
    config: config.value,
    ...(templates.length > 0 && { templates }),
    ...(gives.length > 0 && { gives: Object.fromEntries(gives) }),
    exits: Object.fromEntries(exits.map((exit) => [exit.name, next.get(exit.name) ?? null])),
  }
}

import { canonicalJson } from './canonical-json.ts'
import { check } from './check.ts'
import type { Flow } from './flow.ts'
import { givenBy } from './given.ts'
import type { Issue } from './issue.ts'
import { knownNodes, type KnownNode } from './known-nodes.ts'
import type { CheckAround } from './node.ts'
import type { Plan, PlanNode, NodeId } from './plan.ts'
import { recordOf } from './path.ts'
import { isSent, templatesOf, type DrawnTemplate } from './prompts.ts'
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
  const inPlan = new Map<NodeId, KnownNode>()
  const waiting = [start]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (inPlan.has(node.node.id)) continue
    inPlan.set(node.node.id, node)
    waiting.push(...[...node.next.values()].flatMap((id) => known.get(id) ?? []))
  }
  const named = new Set([...inPlan.values()].flatMap(({ node }) => templatesOf(node).flatMap(namesIn)))
  const steps = Object.fromEntries([...inPlan].map(([id, node]) => [id, stepOf(node, named)]))
  const plan = { format: 1, start: start.node.id, steps } as const
  return { ...plan, hash: planHash(plan) }
}

function namesIn({ parts }: DrawnTemplate): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'value' ? [part.name] : []))
}

/** @param named the values that texts of the plan name: of what a node gives, a plan holds no more. */
function stepOf({ node, definition, config, exits, next }: KnownNode, named: ReadonlySet<string>): PlanNode {
  if (!config.valid) throw new Error(`the config of node ${node.id} was not checked`)
  const { id, kind, title } = node
  const values = { ...recordOf(config.value) }
  const gives = givenBy({ id, kind, config: values }).filter(({ inFlow }) => named.has(inFlow))
  const renamed = gives.filter(({ shared }) => shared)
  return {
    id,
    kind,
    title,
    config: config.value,
    ...placesIn({ kind, config: values }),
    ...(gives.length > 0 && {
      gives: Object.fromEntries(gives.map(({ name, type, secret }) => [name, secret ? 'secret' : type])),
    }),
    ...(renamed.length > 0 && { as: Object.fromEntries(renamed.map(({ name, inFlow }) => [name, inFlow])) }),
    ...(definition.decide && { ways: Object.fromEntries(exits.map(({ name, words }) => [name, words])) }),
    exits: Object.fromEntries(exits.map((exit) => [exit.name, next.get(exit.name) ?? null])),
  }
}

/** Where values stand in a config, by how they are filled in. */
function placesIn(
  node: Parameters<typeof templatesOf>[0],
): Pick<PlanNode, 'templates' | 'written' | 'sent' | 'compared'> {
  const drawn = templatesOf(node)
  const all = Object.groupBy(drawn, ({ as }) => as)
  const sent = drawn.flatMap(({ at, as }) => (isSent(as) ? [{ at, as }] : []))
  const [templates, written, compared] = [all.spoken, all.written, all.compared].map((some) =>
    some?.map(({ at }) => at),
  )
  return {
    ...(templates && { templates }),
    ...(written && { written }),
    ...(sent.length > 0 && { sent }),
    ...(compared && { compared }),
  }
}

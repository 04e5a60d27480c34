import { callValues } from '../values/call-values.ts'
import { speakingAs } from './inlined-speech.ts'
import type { Issue } from './issue.ts'
import { wayRoundWords } from './known-flows.ts'
import { LARGEST_PLAN, planHash } from './compile.ts'
import { recordOf, valueAt, withValueAt } from './path.ts'
import type { ConfigPath, NodeId, Plan, PlanNode } from './plan.ts'
import { withNamesIn } from './template.ts'

/** The kind whose nodes give way to the plan of another flow. */
const GO_TO = 'go-to-flow'

/** However flows lead to each other, a call's plan has no more nodes than a flow may have. */
const MOST_NODES = 500

/** Flows within flows: an id grows with each of them. */
const DEEPEST = 5

/** A published version of a flow. */
export interface PublishedFlow {
  readonly id: string
  readonly name: string
  /** As it was published, its own nodes alone. */
  readonly plan: Plan
}

/** A published version by its flow and number; without a number the newest. Null where there is none. */
export type FindFlow = (flow: string, version: number | null) => PublishedFlow | null

/** The result of linking: a plan that stands by itself, or why there is none. */
export type Linked = { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly issue: Issue }

/** To which flows a plan leads, each time by which version; null: the newest. */
export function leadsTo({ steps }: Plan): readonly { readonly flow: string; readonly version: number | null }[] {
  return Object.values(steps).flatMap((step) => (step.kind === GO_TO ? [targetOf(step)] : []))
}

/**
 * A plan with those of the flows to which it leads in it: each goes on behind the node that leads to it, and where it leaves an
 * exit open, the call goes on where that node's exit leads. Ids of its nodes, and names of what they give, begin with the id of
 * that node and a dot. A plan that leads to no other flow stays the same object.
 */
export function link({ id, name, plan }: PublishedFlow, find: FindFlow): Linked {
  if (leadsTo(plan).length === 0) return { ok: true, plan }
  const linking = new Linking(plan, find)
  const start = linking.put(plan, { prefix: '', back: null, way: [{ id, name }] })
  if (linking.issue) return { ok: false, issue: linking.issue }
  const linked = { format: 1, start, steps: Object.fromEntries(linking.steps) } as const
  const bytes = new TextEncoder().encode(JSON.stringify(linked)).length
  if (bytes > LARGEST_PLAN)
    return tooMuch(
      `With the flows to which it leads, this flow is too large: ${Math.ceil(bytes / 1000)} kB, at most ${LARGEST_PLAN / 1000} kB.`,
    )
  return { ok: true, plan: { ...linked, hash: planHash(linked) } }
}

interface Place {
  /** Of its nodes' ids. */
  readonly prefix: string
  /** Where calls go on that leave it by an open exit. */
  readonly back: NodeId | null
  /** The flows that lead here, from the one that answers the call to this one. */
  readonly way: readonly { readonly id: string; readonly name: string }[]
}

class Linking {
  readonly steps = new Map<NodeId, PlanNode>()
  issue: Issue | null = null
  readonly #top: Plan
  readonly #find: FindFlow

  constructor(top: Plan, find: FindFlow) {
    this.#top = top
    this.#find = find
  }

  /** Puts a flow's nodes in. @returns where calls enter it. */
  put(plan: Plan, place: Place): NodeId {
    const isOuter = place.way.length === 1
    const entry = isOuter ? plan.start : plan.steps[plan.start]?.exits['next']
    for (const step of Object.values(plan.steps)) {
      if (this.issue) break
      if (!isOuter && step.id === plan.start) continue // the call is here already
      const own = isOuter ? step : inlined(step, place, { of: plan, within: this.#top })
      this.steps.set(own.id, own.kind === GO_TO ? this.#leading(own, place) : own)
      if (this.steps.size > MOST_NODES)
        this.issue ??= tooMuch(`With the flows to which it leads, this flow has more than ${MOST_NODES} nodes.`).issue
    }
    return `${place.prefix}${entry ?? ''}`
  }

  /** A node that leads to another flow, with that flow behind it. */
  #leading(step: PlanNode, { way }: Place): PlanNode {
    const { flow, version } = targetOf(step)
    const refuse = (message: string): PlanNode => {
      this.issue ??= { node: step.id.split('.', 1)[0] ?? null, field: 'flow', severity: 'error', message }
      return step
    }
    const round = way.findIndex(({ id }) => id === flow)
    if (round >= 0)
      return refuse(wayRoundWords([...way.slice(round), ...way.slice(round, round + 1)].map(({ name }) => name)))
    const target = this.#find(flow, version)
    if (!target) {
      const [by, ...more] = way.toReversed()
      const who = by && more.length > 0 ? `“${by.name}”, to which this leads,` : 'This node'
      return refuse(`${who} leads to a flow, or a version of one, that is not published. Choose another one.`)
    }
    if (way.length > DEEPEST)
      return refuse(
        `Flows lead to each other over more than ${DEEPEST} steps: ${way.map(({ name }) => `“${name}”`).join(' → ')}. Draw some of them together.`,
      )
    const entry = this.put(target.plan, {
      prefix: `${step.id}.`,
      back: step.exits['next'] ?? null,
      way: [...way, { id: target.id, name: target.name }],
    })
    return { ...step, exits: { ...step.exits, next: entry } }
  }
}

/** A node of another flow as it stands in the plan. */
function inlined(
  step: PlanNode,
  { prefix, back }: Place,
  speech: { readonly of: Plan; readonly within: Plan },
): PlanNode {
  const named = (name: string): string => (Object.hasOwn(callValues, name) ? name : `${prefix}${name}`)
  const renamed = (config: unknown, places: readonly ConfigPath[] = [], rename: (text: string) => string): unknown =>
    places.reduce((whole, path) => {
      const text = valueAt(whole, path)
      return typeof text === 'string' ? withValueAt(whole, path, rename(text)) : whole
    }, config)
  const sent = (step.sent ?? []).map(({ at }) => at)
  const texts = renamed(step.config, [...(step.templates ?? []), ...(step.written ?? []), ...sent], (text) =>
    withNamesIn(text, named),
  )
  const config = renamed(texts, step.compared, named)
  const as = Object.entries(step.as ?? {}).map(([name, inFlow]) => [name, `${prefix}${inFlow}`] as const)
  return {
    ...step,
    id: `${prefix}${step.id}`,
    config: speakingAs({ kind: step.kind, config }, speech),
    ...(as.length > 0 && { as: Object.fromEntries(as) }),
    exits: Object.fromEntries(
      Object.entries(step.exits).map(([exit, to]) => [exit, to === null ? back : `${prefix}${to}`]),
    ),
  }
}

/** Not parsed again: compiling did that. */
function targetOf({ config }: PlanNode): { readonly flow: string; readonly version: number | null } {
  const { flow, version } = recordOf(config)
  return { flow: typeof flow === 'string' ? flow : '', version: typeof version === 'number' ? version : null }
}

function tooMuch(why: string): { readonly ok: false; readonly issue: Issue } {
  return {
    ok: false,
    issue: { node: null, field: '', severity: 'error', message: `${why} Shorten them, or lead to fewer.` },
  }
}

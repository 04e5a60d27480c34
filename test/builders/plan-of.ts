import { compile } from '#flows/language/compile.ts'
import type { Flow } from '#flows/language/flow.ts'
import { link, type PublishedFlow } from '#flows/language/link.ts'
import type { Plan } from '#flows/language/plan.ts'

const plans = new WeakMap<Flow, Plan>()
const published = new Map<string, PublishedFlow>()

/** Publishes a flow to which others of tests lead, under an id. @returns the id. */
export function asPublished(id: string, flow: Flow): string {
  published.set(id, { id, name: flow.name, plan: compiled(flow) })
  return id
}

/** The plan that calls of a flow walk, with those of the flows to which it leads. @throws Error when it cannot be published. */
export function planOf(flow: Flow): Plan {
  const known = plans.get(flow)
  if (known) return known
  const linked = link({ id: flow.name, name: flow.name, plan: compiled(flow) }, (id) => published.get(id) ?? null)
  if (!linked.ok) throw new Error(`the flow ${flow.name} cannot be published: ${linked.issue.message}`)
  plans.set(flow, linked.plan)
  return linked.plan
}

function compiled(flow: Flow): Plan {
  const made = compile(flow, { people: null })
  if (made.ok) return made.plan
  throw new Error(`the flow ${flow.name} cannot be published: ${made.issues.map((issue) => issue.message).join(' ')}`)
}

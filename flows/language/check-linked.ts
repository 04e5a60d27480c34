import { exitsOf } from './exits.ts'
import { definitionOf } from './flow.ts'
import { findCircle, type GraphNode } from './flow-graph.ts'
import type { Issue } from './issue.ts'
import type { CheckAround } from './node.ts'
import { recordOf } from './path.ts'
import type { NodeId, Plan, PlanNode } from './plan.ts'

/**
 * What is wrong with a linked plan that no check of one of its flows alone can see: nodes of other flows that cannot do what
 * they say with the people of this number, and rounds through several flows in which nobody does anything. Each points at the
 * node of the outer flow that leads there.
 */
export function checkLinked(plan: Plan, around: Pick<CheckAround, 'people'>): readonly Issue[] {
  return [...troublesInside(plan, around), ...roundsBetween(plan)]
}

function troublesInside({ steps }: Plan, around: Pick<CheckAround, 'people'>): readonly Issue[] {
  return Object.values(steps)
    .filter(isInner)
    .flatMap(({ id, kind, title, config }) =>
      (definitionOf(kind)?.check?.(config, around) ?? [])
        .filter(({ severity }) => severity === 'error')
        .map(({ message }) => error(id, `“${title}”, to which this leads: ${message}`)),
    )
}

function roundsBetween({ steps }: Plan): readonly Issue[] {
  const nodes = Object.values(steps).map((step): readonly [NodeId, GraphNode] => {
    const quick = new Set(
      exitsOf({ kind: step.kind, config: { ...recordOf(step.config) } }).flatMap((exit) =>
        exit.quick ? [exit.name] : [],
      ),
    )
    // a node that leads to another flow does nothing itself
    const isQuick = (exit: string): boolean => quick.has(exit) || step.kind === 'go-to-flow'
    const arrows = Object.entries(step.exits).flatMap(([exit, to]) =>
      to === null ? [] : [{ to, quick: isQuick(exit) }],
    )
    return [step.id, { id: step.id, arrows, mayEnd: true, wait: 0 }]
  })
  const circle = findCircle({ nodes: new Map(nodes) }, ({ quick }) => quick)
  const inner = circle?.find((id) => id.includes('.')) ?? null
  if (!circle || inner === null) return [] // one flow alone was checked by itself
  const round = [...circle, ...circle.slice(0, 1)].map((id) => `“${steps[id]?.title ?? id}”`).join(' → ')
  return [error(inner, `A call would loop here forever: ${round}. Connect one of them to another node.`)]
}

function isInner({ id }: PlanNode): boolean {
  return id.includes('.')
}

function error(id: NodeId, message: string): Issue {
  return { node: id.split('.', 1)[0] ?? id, field: '', severity: 'error', message }
}

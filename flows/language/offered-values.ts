import { callValues } from '../values/call-values.ts'
import { nameInFlow, type Value } from '../values/value.ts'
import type { KnownNode } from './known-nodes.ts'
import type { NodeId } from './plan.ts'

/** A value of a flow, by its name there. */
export interface FlowValue extends Value {
  readonly name: string
  /** The node that gives it, and by which exits; null for what every call has. */
  readonly from: { readonly node: NodeId; readonly title: string; readonly on: readonly string[] } | null
}

/** Whether calls know a value at a place: all of them, those that came some ways, or none. */
export type Knowing = 'always' | 'sometimes' | 'never'

/** All values of a flow by their names: what every call has, then what nodes give, in their order. */
export function valuesOf(known: ReadonlyMap<NodeId, KnownNode>): ReadonlyMap<string, FlowValue> {
  const own = Object.entries(callValues).map(([name, value]) => [name, { ...value, name, from: null }] as const)
  const given = [...known.values()].flatMap(({ node, definition }) =>
    (definition.gives ?? []).map(({ name: value, on, ...about }) => {
      const name = nameInFlow(node.id, value)
      return [name, { ...about, name, from: { node: node.id, title: node.title, on } }] as const
    }),
  )
  return new Map<string, FlowValue>([...given, ...own])
}

/**
 * Whether calls know a value when they come to a node, over all ways there. Once given, a value is known for the rest of
 * the call: so every call knows it if no way leads there but through an exit that gives it.
 * @param start where calls begin; null while the flow has no single beginning, and nothing can be told.
 */
export function knowingAt(
  node: NodeId,
  { from }: Pick<FlowValue, 'from'>,
  { known, start }: { readonly known: ReadonlyMap<NodeId, KnownNode>; readonly start: NodeId | null },
): Knowing {
  if (from === null || start === null) return 'always'
  const gives = (id: NodeId, exit: string): boolean => id === from.node && from.on.includes(exit)
  const giver = known.get(from.node)
  const behind = [...(giver?.next ?? [])].flatMap(([exit, to]) => (gives(from.node, exit) ? [to] : []))
  if (!reached(known, behind, () => true).has(node)) return 'never'
  return reached(known, [start], (id, exit) => !gives(id, exit)).has(node) ? 'sometimes' : 'always'
}

function reached(
  known: ReadonlyMap<NodeId, KnownNode>,
  from: readonly NodeId[],
  follows: (id: NodeId, exit: string) => boolean,
): ReadonlySet<NodeId> {
  const found = new Set<NodeId>()
  const waiting = [...from]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue
    found.add(id)
    for (const [exit, to] of known.get(id)?.next ?? []) if (follows(id, exit)) waiting.push(to)
  }
  return found
}

/** Where calls begin; null while that is not one node. */
export function startOf(known: ReadonlyMap<NodeId, KnownNode>): NodeId | null {
  const [start, ...more] = [...known.values()].filter(({ definition }) => definition.group === 'start')
  return start && more.length === 0 ? start.node.id : null
}

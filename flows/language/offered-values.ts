import { callValues } from '../values/call-values.ts'
import type { Value } from '../values/value.ts'
import { givenBy } from './given.ts'
import type { KnownNode } from './known-nodes.ts'
import type { NodeId } from './plan.ts'

/** A value of a flow, by its name there. */
export interface FlowValue extends Value {
  readonly name: string
  /** The nodes that give it, and by which exits; none for what every call has. */
  readonly from: readonly Giver[]
}

interface Giver {
  readonly node: NodeId
  readonly title: string
  readonly on: readonly string[]
}

/** Whether calls know a value at a place: all of them, those that came some ways, or none. */
export type Knowing = 'always' | 'sometimes' | 'never'

/** All values of a flow by their names: what every call has, then what nodes give, in their order. */
export function valuesOf(known: ReadonlyMap<NodeId, KnownNode>): ReadonlyMap<string, FlowValue> {
  const values = new Map<string, FlowValue>()
  for (const { node } of known.values()) {
    for (const { inFlow, on, ...about } of givenBy(node)) {
      const before = values.get(inFlow)
      const mayBeEmpty = about.otherwise ?? before?.otherwise // where any of its nodes may leave it empty
      const mayBeNumber = before?.mayBeNumber ?? before?.type === 'digits' // and so where any of them gives digits
      const givers = [...(before?.from ?? []), { node: node.id, title: node.title, on }]
      values.set(inFlow, {
        ...about,
        ...(mayBeEmpty !== undefined && { otherwise: mayBeEmpty }),
        ...(mayBeNumber && { mayBeNumber }),
        name: inFlow,
        from: givers,
      })
    }
  }
  for (const [name, value] of Object.entries(callValues)) values.set(name, { ...value, name, from: [] })
  return values
}

/**
 * Whether calls know a value when they come to a node, over all ways there. Once given, a value is known for the rest of
 * the call: so every call knows it if no way leads there but through exits that give it.
 * @param start where calls begin; null while the flow has no single beginning, and nothing can be told.
 */
export function knowingAt(
  node: NodeId,
  { from }: Pick<FlowValue, 'from'>,
  { known, start }: { readonly known: ReadonlyMap<NodeId, KnownNode>; readonly start: NodeId | null },
): Knowing {
  if (from.length === 0 || start === null) return 'always'
  const gives = (id: NodeId, exit: string): boolean =>
    from.some((giver) => giver.node === id && giver.on.includes(exit))
  const behind = from.flatMap((giver) =>
    [...(known.get(giver.node)?.next ?? [])].flatMap(([exit, to]) => (gives(giver.node, exit) ? [to] : [])),
  )
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

import { exitNames } from '#flows/language/exits.ts'
import type { Flow, FlowNode } from '#flows/language/flow.ts'

type Edges = Flow['edges']

/** A node by its id, found without looking at the others. */
export function nodeOf({ nodes }: Pick<Flow, 'nodes'>, id: string): FlowNode | undefined {
  return kept(nodesById, nodes, () => new Map(nodes.map((node) => [node.id, node]))).get(id)
}

/** The connections that leave a node; the same list while no connection changed. */
export function leaving({ edges }: Pick<Flow, 'edges'>, id: string): Edges {
  return kept(edgesByFrom, edges, () => Map.groupBy(edges, (edge) => edge.from)).get(id) ?? NONE
}

/** The names of a node's own exits, and any other that its connections name. */
export function drawnExits(flow: Pick<Flow, 'edges'>, node: FlowNode): readonly string[] {
  const own = exitNames(node)
  const others = leaving(flow, node.id).filter(({ exit }) => !own.includes(exit))
  return others.length === 0 ? own : [...new Set([...own, ...others.map(({ exit }) => exit)])]
}

// drawings are never changed but replaced, so what is known of one stays true
const nodesById = new WeakMap<Flow['nodes'], ReadonlyMap<string, FlowNode>>()
const edgesByFrom = new WeakMap<Edges, ReadonlyMap<string, Edges>>()
const NONE: Edges = []

function kept<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, find: () => Value): Value {
  const before = known.get(key)
  if (before !== undefined) return before
  const found = find()
  known.set(key, found)
  return found
}

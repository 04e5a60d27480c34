import type { NodeId } from './plan.ts'

/** A flow as arrows between its nodes, for questions about ways through it. */
export interface FlowGraph {
  readonly nodes: ReadonlyMap<NodeId, GraphNode>
}

export interface GraphNode {
  readonly id: NodeId
  readonly arrows: readonly Arrow[]
  /** Whether a call may end here: the kind ends it, or an exit was left open. */
  readonly mayEnd: boolean
  /** Seconds of ringing before an arrow that is not quick is taken. */
  readonly wait: number
}

export interface Arrow {
  readonly to: NodeId
  /** Taken at once, without anybody doing anything. */
  readonly quick: boolean
}

/** The nodes that a call may come to from `start`, itself included. */
export function reachableFrom(graph: FlowGraph, start: NodeId): ReadonlySet<NodeId> {
  const reached = new Set<NodeId>()
  const waiting = [start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    waiting.push(...arrowsOf(graph, id).map((arrow) => arrow.to))
  }
  return reached
}

/** The nodes of one circle, in the order in which a call would go round; null when there is none. */
export function findCircle(graph: FlowGraph, follows: (arrow: Arrow) => boolean): readonly NodeId[] | null {
  const done = new Set<NodeId>()
  const path = new Set<NodeId>() // keeps the order in which it was gone
  const visit = (id: NodeId): readonly NodeId[] | null => {
    if (path.has(id)) return [...path].slice([...path].indexOf(id))
    if (done.has(id)) return null
    path.add(id)
    for (const arrow of arrowsOf(graph, id)) {
      const circle = follows(arrow) ? visit(arrow.to) : null
      if (circle) return circle
    }
    path.delete(id)
    done.add(id)
    return null
  }
  for (const id of graph.nodes.keys()) {
    const circle = visit(id)
    if (circle) return circle
  }
  return null
}

/** The first node from which no end can be reached; null when every path can end. */
export function findNoEnd(graph: FlowGraph): NodeId | null {
  const arrows = [...graph.nodes.values()].flatMap((node) => node.arrows.map(({ to }) => ({ from: node.id, to })))
  const before = Map.groupBy(arrows, ({ to }) => to)
  const waiting = [...graph.nodes.values()].filter(({ mayEnd }) => mayEnd).map(({ id }) => id)
  const ending = new Set<NodeId>()
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (ending.has(id)) continue
    ending.add(id)
    waiting.push(...(before.get(id) ?? []).map(({ from }) => from))
  }
  return [...graph.nodes.keys()].find((id) => !ending.has(id)) ?? null
}

/** The most seconds for which a caller may hear ringing, over all ways from `start`, in the first round where there are circles. */
export function longestWait(graph: FlowGraph, start: NodeId): number {
  const known = new Map<NodeId, number>()
  const wait = (id: NodeId): number => {
    const seen = known.get(id)
    if (seen !== undefined) return seen
    const here = graph.nodes.get(id)?.wait ?? 0
    known.set(id, 0) // an arrow that leads back here, while we are on our way, adds nothing
    const ways = arrowsOf(graph, id).map((arrow) => wait(arrow.to) + (arrow.quick ? 0 : here))
    const longest = Math.max(here, ...ways)
    known.set(id, longest)
    return longest
  }
  return wait(start)
}

function arrowsOf(graph: FlowGraph, id: NodeId): readonly Arrow[] {
  return graph.nodes.get(id)?.arrows ?? []
}

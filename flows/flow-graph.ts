import type { StepId } from './plan.ts'

/** A flow as arrows between its nodes, for questions about ways through it. */
export interface FlowGraph {
  readonly nodes: ReadonlyMap<StepId, GraphNode>
}

export interface GraphNode {
  readonly id: StepId
  readonly arrows: readonly Arrow[]
  /** Whether a call may end here: the kind ends it, or an exit was left open. */
  readonly mayEnd: boolean
  /** Seconds of ringing before an arrow that is not quick is taken. */
  readonly wait: number
}

export interface Arrow {
  readonly to: StepId
  /** Taken at once, without anybody doing anything. */
  readonly quick: boolean
}

/** The nodes that a call may come to from `start`, itself included. */
export function reachableFrom(graph: FlowGraph, start: StepId): ReadonlySet<StepId> {
  const reached = new Set<StepId>()
  const waiting = [start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    waiting.push(...arrowsOf(graph, id).map((arrow) => arrow.to))
  }
  return reached
}

/** The nodes of one circle, in the order in which a call would go round; null when there is none. */
export function findCircle(graph: FlowGraph, follows: (arrow: Arrow) => boolean): readonly StepId[] | null {
  const done = new Set<StepId>()
  const path: StepId[] = []
  const visit = (id: StepId): readonly StepId[] | null => {
    if (path.includes(id)) return path.slice(path.indexOf(id))
    if (done.has(id)) return null
    path.push(id)
    for (const arrow of arrowsOf(graph, id)) {
      const circle = follows(arrow) ? visit(arrow.to) : null
      if (circle) return circle
    }
    path.pop()
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
export function findNoEnd(graph: FlowGraph): StepId | null {
  for (const id of graph.nodes.keys()) {
    const ends = [...reachableFrom(graph, id)].some((reached) => graph.nodes.get(reached)?.mayEnd)
    if (!ends) return id
  }
  return null
}

/** The most seconds for which a caller may hear ringing, over all ways from `start`. Only for a graph without circles. */
export function longestWait(graph: FlowGraph, start: StepId): number {
  const known = new Map<StepId, number>()
  const wait = (id: StepId): number => {
    const seen = known.get(id)
    if (seen !== undefined) return seen
    const here = graph.nodes.get(id)?.wait ?? 0
    const ways = arrowsOf(graph, id).map((arrow) => wait(arrow.to) + (arrow.quick ? 0 : here))
    const longest = Math.max(here, ...ways)
    known.set(id, longest)
    return longest
  }
  return wait(start)
}

function arrowsOf(graph: FlowGraph, id: StepId): readonly Arrow[] {
  return graph.nodes.get(id)?.arrows ?? []
}

import type { Flow, FlowNode } from '#flows/language/flow.ts'
import { cardBox } from './card-size.ts'
import type { Point } from './route.ts'

/** How far beside a connection something still counts as put onto it. */
const BESIDE = 20

/** The node whose card lies under a place of the drawing. @param sizes as they came out, where that is known: a note makes a card higher. */
export function cardAt(
  { nodes }: Pick<Flow, 'nodes'>,
  { x, y }: Point,
  sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }> = new Map(),
): FlowNode | null {
  const isHit = (node: FlowNode): boolean => {
    const { width, height } = { ...cardBox(node), ...sizes.get(node.id) }
    return x >= node.position.x && x <= node.position.x + width && y >= node.position.y && y <= node.position.y + height
  }
  return nodes.findLast(isHit) ?? null // the last one lies on top
}

/** Of several ways, the one that passes nearest to a place; null where none is near. */
export function lineAt<Line extends { readonly way: readonly Point[] }>(
  lines: Iterable<Line>,
  place: Point,
): Line | null {
  let found: { readonly line: Line; readonly away: number } | null = null
  for (const line of lines) {
    const away = distance(line.way, place)
    if (away <= BESIDE && (!found || away < found.away)) found = { line, away }
  }
  return found?.line ?? null
}

/** From a way made of straight pieces along the axes. */
function distance(way: readonly Point[], { x, y }: Point): number {
  return way.slice(1).reduce((least, end, index) => {
    const start = way[index] ?? end
    const beside = Math.max(0, Math.min(start.x, end.x) - x, x - Math.max(start.x, end.x))
    const above = Math.max(0, Math.min(start.y, end.y) - y, y - Math.max(start.y, end.y))
    return Math.min(least, Math.hypot(beside, above))
  }, Number.POSITIVE_INFINITY)
}

import type { Flow, FlowNode } from '#flows/language/flow.ts'
import { CARD, cardHeight } from './card-size.ts'
import { drawnExits } from './lookup.ts'

type Position = FlowNode['position']

/** On which side of its card connections come in. */
export type Entry = 'left' | 'top'

/** In which direction a flow is laid out. */
export type Direction = 'right' | 'down'

/** Where a connection leaves a card: on its right edge, beside the words of the exit. */
export function exitPlace(flow: Flow, node: FlowNode, exit: string): Position {
  const index = Math.max(0, drawnExits(flow, node).indexOf(exit))
  return { x: node.position.x + CARD.width, y: node.position.y + CARD.head + (index + 0.5) * CARD.exit }
}

/** Where connections reach a card. */
export function entryPlace({ position }: Pick<FlowNode, 'position'>, entry: Entry): Position {
  return entry === 'top'
    ? { x: position.x + CARD.width / 2, y: position.y }
    : { x: position.x, y: position.y + CARD.head / 2 }
}

/**
 * The sides on which cards are entered: from above where most of what leads to a card stands above it, else from the left.
 * So a flow reads well whichever way somebody laid it out, and whatever this browser's own way is.
 * @param direction for cards to which nothing leads.
 */
export function entries(flow: Flow, direction: Direction): ReadonlyMap<string, Entry> {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]))
  const pairs = flow.edges.flatMap(({ from, to }) => {
    const [source, target] = [nodes.get(from), nodes.get(to)]
    return source && target && source !== target ? [{ source, target }] : []
  })
  const lower = pairs.filter(({ source, target }) => isBelow(source, target)).length
  const isDownwards =
    lower > pairs.filter(({ source, target }) => target.position.x >= source.position.x + CARD.width).length
  const above = new Map<string, number>()
  for (const { source, target } of pairs) {
    const fromAbove =
      isBelow(source, target) && (isDownwards || target.position.x < source.position.x + CARD.width + 24)
    above.set(target.id, (above.get(target.id) ?? 0) + (fromAbove ? 1 : -1))
  }
  return new Map(
    flow.nodes.map(({ id }) => [id, (above.get(id) ?? (direction === 'down' ? 1 : 0)) > 0 ? 'top' : 'left']),
  )
}

function isBelow(source: FlowNode, target: FlowNode): boolean {
  return source.position.y + cardHeight(source) < target.position.y
}

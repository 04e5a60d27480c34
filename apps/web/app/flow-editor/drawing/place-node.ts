import type { Flow, FlowNode } from '#flows/flow.ts'
import { CARD, GAP, cardHeight, overlaps } from './card-size.ts'
import type { Direction } from './exit-place.ts'

type Position = FlowNode['position']

/**
 * Where a new node goes: at `wish` when that is free, else straight below whatever lies there (right of it, in a layout
 * from top to bottom).
 * @param wish its upper left corner.
 */
export function freePlace(flow: Flow, { kind, wish, direction = 'right' }: { readonly kind: string; readonly wish: Position; readonly direction?: Direction }): Position {
  let place = snapped(wish)
  for (let tries = 0; tries <= flow.nodes.length; tries += 1) {
    const here = { kind, position: place }
    const inTheWay = flow.nodes.find((node) => overlaps(node, here))
    if (!inTheWay) return place
    place = snapped(direction === 'down' ? { x: inTheWay.position.x + CARD.width + GAP.beside, y: place.y } : { x: place.x, y: inTheWay.position.y + cardHeight(inTheWay.kind) + GAP.down })
  }
  return place
}

/** Where a node goes that follows an exit of another: to its right on the level of the exit, or below it. */
export function placeAfter(flow: Flow, { from, exitIndex, kind, direction }: { readonly from: FlowNode; readonly exitIndex: number; readonly kind: string; readonly direction: Direction }): Position {
  if (direction === 'down') return freePlace(flow, { kind, wish: { x: from.position.x, y: from.position.y + cardHeight(from.kind) + GAP.below }, direction })
  const wish = { x: from.position.x + CARD.width + GAP.across, y: from.position.y + Math.max(0, exitIndex) * CARD.exit }
  return freePlace(flow, { kind, wish })
}

/** To the grid of the canvas, so that cards line up. */
function snapped({ x, y }: Position): Position {
  return { x: Math.round(x / 8) * 8, y: Math.ceil(y / 8) * 8 }
}

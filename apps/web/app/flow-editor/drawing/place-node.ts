import type { Exiting } from '#flows/language/exits.ts'
import type { Flow, FlowNode } from '#flows/language/flow.ts'
import { CARD, GAP, cardHeight, overlaps } from './card-size.ts'
import type { Direction } from './exit-place.ts'

type Position = FlowNode['position']

/**
 * Where a new node goes: at `wish` when that is free, else straight below whatever lies there (right of it, in a layout
 * from top to bottom).
 * @param wish its upper left corner.
 */
export function freePlace(
  flow: Flow,
  {
    card,
    wish,
    direction = 'right',
  }: { readonly card: Exiting; readonly wish: Position; readonly direction?: Direction },
): Position {
  let place = snapped(wish)
  for (let tries = 0; tries <= flow.nodes.length; tries += 1) {
    const here = { ...card, position: place }
    const inTheWay = flow.nodes.find((node) => overlaps(node, here))
    if (!inTheWay) return place
    place = snapped(
      direction === 'down'
        ? { x: inTheWay.position.x + CARD.width + GAP.beside, y: place.y }
        : { x: place.x, y: inTheWay.position.y + cardHeight(inTheWay) + GAP.down },
    )
  }
  return place
}

/**
 * A drawing in which a new node fits between two others: what stands level with the second one, or behind it, moves on.
 * @param wish the new node's upper left corner, where somebody let it go; else it goes beside the first one.
 * @returns the drawing and the place; nothing moves where there is room, or where the way leads back.
 */
export function roomBetween(
  flow: Flow,
  { from, to, exitIndex, card, wish, direction }: Between,
): { readonly flow: Flow; readonly position: Position } {
  const [right, below] = [
    to.position.x >= from.position.x + CARD.width,
    to.position.y >= from.position.y + cardHeight(from),
  ]
  const isRight = right && !(direction === 'down' && below)
  if (!right && !below)
    return {
      flow,
      position: wish ? freePlace(flow, { card, wish }) : placeAfter(flow, { from, exitIndex, card, direction }),
    }
  const axis = isRight ? 'x' : 'y'
  const [own, gap] = isRight ? [CARD.width, GAP.across] : [cardHeight(card), GAP.below]
  const nearest = from.position[axis] + (isRight ? CARD.width : cardHeight(from)) + gap
  const level = isRight ? from.position.y + Math.max(0, exitIndex) * CARD.exit : from.position.x
  const start = Math.max(nearest, wish?.[axis] ?? nearest)
  const across = wish?.[isRight ? 'y' : 'x'] ?? level
  const moves = Math.ceil(Math.max(0, start + own + gap - to.position[axis]) / 8) * 8
  const moved = moves === 0 ? flow : movedOn(flow, { axis, from: to.position[axis], by: moves, except: from.id })
  const place = isRight ? { x: start, y: across } : { x: across, y: start }
  return { flow: moved, position: freePlace(moved, { card, wish: place, direction: isRight ? 'right' : 'down' }) }
}

interface Between {
  readonly from: FlowNode
  readonly to: FlowNode
  readonly exitIndex: number
  /** The node that is to stand between. */
  readonly card: Exiting
  readonly wish: Position | undefined
  /** Of the layout, where the second node stands both to the right and below. */
  readonly direction: Direction
}

interface MovedOn {
  readonly axis: 'x' | 'y'
  readonly from: number
  readonly by: number
  readonly except: string
}

/** Everything from a line on stands farther on, in the same order as before. */
function movedOn(flow: Flow, { axis, from, by, except }: MovedOn): Flow {
  const on = <Thing extends { readonly id: string; readonly position: Position }>(thing: Thing): Thing =>
    thing.position[axis] < from || thing.id === except
      ? thing
      : { ...thing, position: { ...thing.position, [axis]: thing.position[axis] + by } }
  return { ...flow, nodes: flow.nodes.map(on), ...(flow.remarks && { remarks: flow.remarks.map(on) }) }
}

/** Where a node goes that follows an exit of another: to its right on the level of the exit, or below it. */
export function placeAfter(
  flow: Flow,
  {
    from,
    exitIndex,
    card,
    direction,
  }: { readonly from: FlowNode; readonly exitIndex: number; readonly card: Exiting; readonly direction: Direction },
): Position {
  if (direction === 'down')
    return freePlace(flow, {
      card,
      wish: { x: from.position.x, y: from.position.y + cardHeight(from) + GAP.below },
      direction,
    })
  const wish = { x: from.position.x + CARD.width + GAP.across, y: from.position.y + Math.max(0, exitIndex) * CARD.exit }
  return freePlace(flow, { card, wish })
}

/** Snaps to the canvas's grid, so that cards line up. */
function snapped({ x, y }: Position): Position {
  return { x: Math.round(x / 8) * 8, y: Math.ceil(y / 8) * 8 }
}

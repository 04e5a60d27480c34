import { exitsOf, type Exiting } from '#flows/language/exits.ts'
import type { Flow, FlowNode, FlowRemark } from '#flows/language/flow.ts'

/** How large a card is drawn on the canvas, in its own units. The style sheet of the card says the same. */
export const CARD = { width: 240, head: 66, exit: 30, foot: 6 } as const

/** A free note with a few words on it; more make it taller, to a limit. The style sheet of the canvas says the same. */
const REMARK = { width: 208, height: 64, highest: 320, line: 20, letters: 26 } as const

/** What the layout leaves between cards: to the right and down in a layout from left to right, beside and below in one from top to bottom. */
export const GAP = { across: 112, down: 32, beside: 72, below: 64 } as const

/** Height of a node's card; a note is not part of it. */
export function cardHeight(node: Exiting): number {
  return CARD.head + exitsOf(node).length * CARD.exit + CARD.foot
}

/** What of a node says how its card lies. */
export type Card = Exiting & Pick<FlowNode, 'position'>

/** Where something lies on the drawing. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How close to each other two things can stand and still be read apart. */
const APART = 16

export function cardBox({ position, ...node }: Card): Box {
  return { ...position, width: CARD.width, height: cardHeight(node) }
}

/** A free note as high as its words will make it, which only the browser knows to the pixel. */
export function remarkBox({ text, position }: Pick<FlowRemark, 'text' | 'position'>): Box {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / REMARK.letters)), 0)
  return {
    ...position,
    width: REMARK.width,
    height: Math.min(REMARK.highest, Math.max(REMARK.height, 20 + lines * REMARK.line)),
  }
}

/** Everything that lies on a drawing. */
export function boxesOf({ nodes, remarks = [] }: Pick<Flow, 'nodes' | 'remarks'>): readonly Box[] {
  return [...nodes.map(cardBox), ...remarks.map(remarkBox)]
}

/** Whether two things would overlap, or be closer together than is readable. */
export function collide(a: Box, b: Box): boolean {
  const beside = a.x + a.width + APART <= b.x || b.x + b.width + APART <= a.x
  const above = a.y + a.height + APART <= b.y || b.y + b.height + APART <= a.y
  return !beside && !above
}

/** The same of two cards. */
export function overlaps(a: Card, b: Card): boolean {
  return collide(cardBox(a), cardBox(b))
}

import { definitionOf, type FlowNode } from '#flows/flow.ts'

/** How large a card is drawn on the canvas, in its own units. The style sheet of the card says the same. */
export const CARD = { width: 240, head: 66, exit: 30, foot: 6 } as const

/** A free note with a few words on it; more make it higher. */
export const REMARK = { width: 208, height: 64 } as const

/** What the layout leaves between cards: to the right and down in a layout from left to right, beside and below in one from top to bottom. */
export const GAP = { across: 112, down: 32, beside: 72, below: 64 } as const

/** Height of a node's card; a note is not part of it. */
export function cardHeight(kind: string): number {
  return CARD.head + (definitionOf(kind)?.exits.length ?? 0) * CARD.exit + CARD.foot
}

/** Whether two cards would lie on each other, or closer together than is readable. */
export function overlaps(a: Pick<FlowNode, 'kind' | 'position'>, b: Pick<FlowNode, 'kind' | 'position'>): boolean {
  const apart = 16
  const beside = a.position.x + CARD.width + apart <= b.position.x || b.position.x + CARD.width + apart <= a.position.x
  const above = a.position.y + cardHeight(a.kind) + apart <= b.position.y || b.position.y + cardHeight(b.kind) + apart <= a.position.y
  return !beside && !above
}

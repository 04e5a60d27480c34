import type { Box } from '../drawing/card-size.ts'

/** What is seen of the drawing: where its origin lies on the screen, and how large it is drawn. */
interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** How much of the screen shows the drawing. Pixels. */
export interface Room {
  readonly width: number
  readonly height: number
}

/** What stays free around what is to be seen. Pixels on the screen. */
const MARGIN = 24

/** Whether a box can be seen whole as large as it is drawn now. */
export function fits({ width, height }: Box, { zoom, room }: { readonly zoom: number; readonly room: Room }): boolean {
  return width * zoom + 2 * MARGIN <= room.width && height * zoom + 2 * MARGIN <= room.height
}

/**
 * The shortest way to move the drawing so that a box is seen; null when it is seen already. Of a box that is larger than
 * the room, its upper left is seen.
 */
export function panToSee(
  box: Box,
  { viewport, room }: { readonly viewport: Viewport; readonly room: Room },
): Viewport | null {
  const { zoom } = viewport
  const across = shift({ from: box.x * zoom + viewport.x, length: box.width * zoom, room: room.width })
  const down = shift({ from: box.y * zoom + viewport.y, length: box.height * zoom, room: room.height })
  return across === 0 && down === 0 ? null : { x: viewport.x + across, y: viewport.y + down, zoom }
}

/** The box around others; null around nothing. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}

function shift({
  from,
  length,
  room,
}: {
  readonly from: number
  readonly length: number
  readonly room: number
}): number {
  const over = from + length + MARGIN - room
  if (from < MARGIN) return MARGIN - from
  return over > 0 ? -Math.min(over, from - MARGIN) : 0
}

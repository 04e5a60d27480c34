import { useState, type PointerEvent } from 'react'
import { changed, type ListedSeat } from './routing-changes.ts'

/** Drags a row of the routing list by its handle, with a mouse, a pen or a finger. `onDrop` hears its new place, from 0. */
export function useDrag(seats: readonly ListedSeat[], onDrop: (member: string, to: number) => void) {
  const [dragged, setDragged] = useState<{ readonly member: string; readonly seats: readonly ListedSeat[] } | null>(null)

  function of(member: string) {
    return {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragged({ member, seats })
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (dragged?.member !== member) return
        setDragged({ member, seats: changed(dragged.seats, { kind: 'move', member, to: rowsAbove(event) }) })
        scrollAtEdge(event.clientY)
      },
      onPointerUp() {
        const to = placeOf(dragged?.seats ?? [], member)
        setDragged(null)
        if (to >= 0 && to !== placeOf(seats, member)) onDrop(member, to)
      },
      onPointerCancel: () => setDragged(null),
    }
  }

  return { of, moving: dragged?.member ?? null, placeOf: (member: string) => placeOf(dragged?.seats ?? seats, member) }
}

function placeOf(seats: readonly ListedSeat[], member: string): number {
  return seats.findIndex((seat) => seat.member === member)
}

/** How many of the other rows lie above the pointer. */
function rowsAbove({ currentTarget, clientY }: PointerEvent<HTMLElement>): number {
  const own = currentTarget.closest('li')
  const rows = [...(own?.parentElement?.children ?? [])].filter((row) => row !== own)
  return rows.filter((row) => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2 < clientY
  }).length
}

/** A list that is longer than the window goes on under the pointer at its edge. */
function scrollAtEdge(y: number): void {
  const edge = 64
  if (y < edge) scrollBy({ top: -edge / 4 })
  else if (y > innerHeight - edge) scrollBy({ top: edge / 4 })
}

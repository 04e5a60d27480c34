import { useState, type PointerEvent } from 'react'
import { moved } from './reorder.ts'

/**
 * Drags a row of an ordered list by its handle, with a mouse, a pen or a finger. The list keeps its order in the document and
 * shows each row at `placeOf`. `onDrop` hears a row's new place, from 0.
 * @param keys of the rows, in their order.
 */
export function useDrag(keys: readonly string[], onDrop: (key: string, to: number) => void) {
  const [dragged, setDragged] = useState<{ readonly key: string; readonly keys: readonly string[] } | null>(null)

  function of(key: string) {
    return {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragged({ key, keys })
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (dragged?.key !== key) return
        setDragged({ key, keys: moved(dragged.keys, dragged.keys.indexOf(key), rowsAbove(event)) })
        scrollAtEdge(event.clientY)
      },
      onPointerUp() {
        const to = dragged?.keys.indexOf(key) ?? -1
        setDragged(null)
        if (to >= 0 && to !== keys.indexOf(key)) onDrop(key, to)
      },
      onPointerCancel: () => setDragged(null),
    }
  }

  return { of, moving: dragged?.key ?? null, placeOf: (key: string) => (dragged?.keys ?? keys).indexOf(key) }
}

/** How many of the other rows are above the pointer. */
function rowsAbove({ currentTarget, clientY }: PointerEvent<HTMLElement>): number {
  const own = currentTarget.closest('li')
  const rows = [...(own?.parentElement?.children ?? [])].filter((row) => row !== own)
  return rows.filter((row) => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2 < clientY
  }).length
}

/** A list that is longer than the window scrolls on under the pointer at its edge. */
function scrollAtEdge(y: number): void {
  const edge = 64
  if (y < edge) scrollBy({ top: -edge / 4 })
  else if (y > innerHeight - edge) scrollBy({ top: edge / 4 })
}

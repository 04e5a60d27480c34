import { useEffect, useRef, useState, type PointerEvent } from 'react'
import type { FormAnswer } from '../shared/read-form.server.ts'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import { changed, placeInWords, type ListedSeat, type RoutingChange } from './routing-changes.ts'

/** A routing list that is changed on the spot and saved behind it, one saving after the other. */
export function useRoutingList({ saved, nameOf, fromPage }: { readonly saved: readonly ListedSeat[]; nameOf(member: string): string; readonly fromPage: FormAnswer | undefined }) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const [wanted, setWanted] = useState<readonly ListedSeat[] | null>(null)
  const [dragged, setDragged] = useState<{ readonly member: string; readonly seats: readonly ListedSeat[] } | null>(null)
  const [announced, setAnnounced] = useState('')
  const sent = useRef<readonly ListedSeat[] | null>(null)
  const seats = dragged?.seats ?? wanted ?? saved

  // One at a time: two savings on their way at once could arrive in the wrong order.
  useEffect(() => {
    if (wanted === null || fetcher.state !== 'idle') return
    if (sent.current === wanted) {
      sent.current = null
      setWanted(null) // what the server says counts from here on, also when it refused
      return
    }
    sent.current = wanted
    void fetcher.submit({ intent: 'routing', seats: JSON.stringify(wanted) }, { method: 'post' })
  }, [wanted, fetcher])

  function change(what: RoutingChange) {
    const next = changed(seats, what)
    setWanted(next)
    setAnnounced(placeInWords({ name: nameOf(what.member), seats: next, member: what.member }))
  }

  function drag(member: string) {
    return {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragged({ member, seats })
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (dragged?.member === member) setDragged({ member, seats: changed(dragged.seats, { kind: 'move', member, to: rowsAbove(event) }) })
      },
      onPointerUp() {
        const to = dragged?.seats.findIndex((seat) => seat.member === member) ?? -1
        setDragged(null)
        if (to >= 0 && to !== (wanted ?? saved).findIndex((seat) => seat.member === member)) change({ kind: 'move', member, to })
      },
      onPointerCancel: () => setDragged(null),
    }
  }

  return { seats, change, drag, moving: dragged?.member ?? null, announced, answer: busy ? undefined : answer }
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

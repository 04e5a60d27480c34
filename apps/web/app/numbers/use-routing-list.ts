import { useEffect, useRef, useState } from 'react'
import { useRevalidator } from 'react-router'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import type { ListedSeat } from '#infra/deeds/numbers/seats.ts'
import { changed, placeInWords, type RoutingChange } from './routing-changes.ts'

/** Somebody who was taken off the list, with the seat that they had. */
export interface TakenOff extends ListedSeat {
  readonly place: number
}

/** A routing list that is changed on the spot and saved in the background, one save after the other. */
export function useRoutingList({
  saved,
  nameOf,
  fromPage,
}: {
  readonly saved: readonly ListedSeat[]
  nameOf(member: string): string
  readonly fromPage: FormAnswer | undefined
}) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const { revalidate } = useRevalidator()
  const [wanted, setWanted] = useState<readonly ListedSeat[] | null>(null)
  const [announced, setAnnounced] = useState('')
  const [takenOff, setTakenOff] = useState<TakenOff | null>(null)
  /** A list was handed to the router, which does not say yet that it is on its way; and the answer before that. */
  const isBeginning = useRef(false)
  const answered = useRef(fetcher.data)
  const sent = useRef<readonly ListedSeat[] | null>(null)
  /** What the server has: as the page read it, or as it took our last list. */
  const stands = useRef(saved)
  const seats = wanted ?? saved

  useEffect(() => {
    stands.current = saved
  }, [saved])

  // One at a time: two saves on their way at once could arrive in the wrong order.
  useEffect(() => {
    if (busy || fetcher.data !== answered.current) isBeginning.current = false
    if (wanted === null || busy || isBeginning.current) return
    answered.current = fetcher.data
    const refused = sent.current !== null && fetcher.data?.ok === false
    if (refused || sent.current === wanted) {
      if (!refused) stands.current = wanted
      sent.current = null
      // what the server says counts from here on, also when it refused; what was changed in this very moment is still to be saved
      setWanted((now) => (refused || now === wanted ? null : now))
      if (refused) void revalidate()
      return
    }
    if (sent.current !== null) stands.current = sent.current
    sent.current = wanted
    isBeginning.current = true
    void fetcher.submit(
      { intent: 'routing', seats: JSON.stringify(wanted), before: JSON.stringify(stands.current) },
      { method: 'post' },
    )
  }, [wanted, busy, fetcher, revalidate])

  function change(what: RoutingChange) {
    const next = changed(seats, what)
    const place = seats.findIndex(({ member }) => member === what.member)
    const seat = seats[place]
    setTakenOff(what.kind === 'take-off' && seat ? { ...seat, place } : null)
    setWanted(next)
    setAnnounced(placeInWords({ name: nameOf(what.member), seats: next, member: what.member }))
  }

  // the list itself shows that it was saved
  const isShown = answer === fromPage || answer?.ok === false || (answer?.ok === true && answer.warning !== null)
  return { seats, change, takenOff, announced, answer: busy || !isShown ? undefined : answer }
}

import { useEffect, useReducer, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import { useEvents } from '../shared/use-events.tsx'
import type { loader } from './calls.route.ts'
import { foldLiveCalls, liveCallsRead, ofNumbers, withoutEnded, type LiveCall, type LiveCalls } from './live-calls.ts'

export interface LiveNow {
  readonly calls: readonly LiveCall[]
  readonly isConnected: boolean
  /** How many conversations wait to be read. */
  readonly unread: number
  /** Milliseconds by which the server's clock is ahead of ours. */
  readonly ahead: number
}

/** Milliseconds for which the end of a call is shown. */
const LINGERS = 4_000

/** No reading of the running calls takes longer. Milliseconds. */
const LATELY = 30_000

/** What the server's clock differs less than this by is the way of its answer. Milliseconds. */
const SAME_TIME = 2_000

type Change =
  | { readonly kind: 'event'; readonly event: LiveEvent }
  | { readonly kind: 'read'; readonly read: readonly LiveEvent[]; readonly came: readonly LiveEvent[] }
  | { readonly kind: 'forget'; readonly before: number }
  | { readonly kind: 'access'; readonly numbers: ReadonlySet<string> }

function changed(calls: LiveCalls, change: Change): LiveCalls {
  switch (change.kind) {
    case 'event':
      return foldLiveCalls(calls, change.event)
    case 'read':
      return liveCallsRead(change.read, change.came)
    case 'forget':
      return withoutEnded(calls, change)
    case 'access':
      return ofNumbers(calls, change.numbers)
  }
}

/** The running calls of the numbers that one may see. */
export function useLiveCalls(): LiveNow {
  const [calls, change] = useReducer(changed, new Map())
  const { load, data } = useFetcher<typeof loader>()
  /** What came in lately: the running calls may have been read before it, even twice. */
  const lately = useRef<{ readonly event: LiveEvent; readonly cameAt: number }[]>([])
  const later = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [ahead, setAhead] = useState(0)

  const { isConnected } = useEvents({
    onEvent(event) {
      lately.current = [...lately.current.filter(({ cameAt }) => Date.now() - cameAt < LATELY), { event, cameAt: Date.now() }]
      change({ kind: 'event', event })
      if (event.what.kind !== 'ended' && event.what.kind !== 'recording') return
      clearTimeout(later.current)
      later.current = setTimeout(() => void load('/live/calls'), LINGERS) // how much is unread has changed
    },
    onChanged: () => void load('/live/calls'), // so has how much is unread
    onReload: () => void load('/live/calls'),
    onAccess(ids) {
      const numbers = new Set(ids)
      lately.current = lately.current.filter(({ event }) => numbers.has(event.number))
      change({ kind: 'access', numbers })
      void load('/live/calls')
    },
  })

  useEffect(() => {
    if (!data) return
    change({ kind: 'read', read: data.events, came: lately.current.map(({ event }) => event) })
    const difference = data.now - Date.now()
    setAhead(Math.abs(difference) > SAME_TIME ? difference : 0)
  }, [data])

  useEffect(() => {
    const timer = setInterval(() => change({ kind: 'forget', before: Date.now() + ahead - LINGERS }), 1_000)
    return () => clearInterval(timer)
  }, [ahead])
  useEffect(() => () => clearTimeout(later.current), [])

  return { calls: [...calls.values()].toSorted((a, b) => a.arrivedAt - b.arrivedAt), isConnected, unread: data?.unread ?? 0, ahead }
}

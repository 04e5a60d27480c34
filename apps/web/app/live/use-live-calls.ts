import { useEffect, useReducer, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import { useEvents } from '../shared/use-events.tsx'
import type { loader } from './calls.route.ts'
import { foldLiveCalls, withoutEnded, type LiveCall, type LiveCalls } from './live-calls.ts'

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

type Change = { readonly kind: 'events'; readonly events: readonly LiveEvent[] } | { readonly kind: 'anew'; readonly events: readonly LiveEvent[] } | { readonly kind: 'forget'; readonly before: number }

function changed(calls: LiveCalls, change: Change): LiveCalls {
  if (change.kind === 'forget') return withoutEnded(calls, change)
  return change.events.reduce<LiveCalls>(foldLiveCalls, change.kind === 'anew' ? new Map() : calls)
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
      change({ kind: 'events', events: [event] })
      if (event.what.kind !== 'ended' && event.what.kind !== 'recording') return
      clearTimeout(later.current)
      later.current = setTimeout(() => void load('/live/calls'), LINGERS) // how much is unread has changed
    },
    onChanged: () => void load('/live/calls'), // so has how much is unread
    onReload: () => void load('/live/calls'),
  })

  useEffect(() => {
    if (!data) return
    const known = new Set(data.events.map(({ id }) => id))
    const open = new Set(data.events.map(({ call }) => call))
    // a call that came in and ended while they were read is told to its end
    const came = lately.current.map(({ event }) => event)
    for (const { call, what } of came) if (what.kind === 'arrived') open.add(call)
    const since = came.filter(({ id, call }) => !known.has(id) && open.has(call))
    change({ kind: 'anew', events: [...data.events, ...since] })
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

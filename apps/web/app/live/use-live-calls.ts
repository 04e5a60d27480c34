import { useEffect, useReducer, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import { addressOf } from '../reach/addresses.ts'
import { useEvents } from '../events/use-events.tsx'
import { counted, sumOf, type UnreadNow } from './unread-now.ts'
import type { loader } from './calls.route.ts'
import {
  asOf,
  foldLiveCalls,
  liveCallsRead,
  ofNumbers,
  withoutEnded,
  type RunningCall,
  type RunningCalls,
} from './live-calls.ts'

export interface LiveNow {
  readonly calls: readonly RunningCall[]
  /** Whether the running calls have been read: until then, it is not known that nothing runs. */
  readonly isKnown: boolean
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

/** A smaller difference of the server's clock is only the time that its answer travels. Milliseconds. */
const SAME_TIME = 2_000

type Change =
  | { readonly kind: 'event'; readonly event: LiveEvent; readonly now: number }
  | { readonly kind: 'read'; readonly read: readonly LiveEvent[]; readonly came: readonly LiveEvent[] }
  | { readonly kind: 'tick'; readonly now: number }
  | { readonly kind: 'access'; readonly numbers: ReadonlySet<string> }

function changed(calls: RunningCalls, change: Change): RunningCalls {
  switch (change.kind) {
    case 'event':
      return asOf(foldLiveCalls(calls, change.event, change.now), change.now)
    case 'read':
      return liveCallsRead(change.read, change.came)
    case 'tick':
      return asOf(withoutEnded(calls, { before: change.now - LINGERS }), change.now)
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
  const [unread, setUnread] = useState<UnreadNow>(new Map())
  const [ahead, setAhead] = useState(0)

  const { isConnected } = useEvents({
    onEvent(event) {
      lately.current = [
        ...lately.current.filter(({ cameAt }) => Date.now() - cameAt < LATELY),
        { event, cameAt: Date.now() },
      ]
      change({ kind: 'event', event, now: Date.now() + ahead })
    },
    onRow: ({ conversation: { number, asOf }, waiting }) =>
      setUnread((known) => counted(known, { waiting: { [number.id]: waiting }, asOf })),
    onChanged(things) {
      const isShown = things === null || things.includes('inbox') || things.includes('numbers')
      if (isShown) void load(addressOf.liveCalls()) // how much is unread has changed
    },
    onReload: () => void load(addressOf.liveCalls()),
    onAccess(ids) {
      const numbers = new Set(ids)
      lately.current = lately.current.filter(({ event }) => numbers.has(event.number))
      change({ kind: 'access', numbers })
      void load(addressOf.liveCalls())
    },
  })

  useEffect(() => {
    if (!data) return
    change({ kind: 'read', read: data.events, came: lately.current.map(({ event }) => event) })
    setUnread((known) => counted(known, data.unread, { all: true }))
    const difference = data.now - Date.now()
    setAhead(Math.abs(difference) > SAME_TIME ? difference : 0)
  }, [data])

  useEffect(() => {
    const timer = setInterval(() => change({ kind: 'tick', now: Date.now() + ahead }), 1_000)
    return () => clearInterval(timer)
  }, [ahead])

  return {
    calls: [...calls.values()].toSorted((a, b) => a.arrivedAt - b.arrivedAt),
    isKnown: data !== undefined,
    isConnected,
    unread: sumOf(unread),
    ahead,
  }
}

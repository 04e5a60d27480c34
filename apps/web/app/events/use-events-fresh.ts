import { useEffect, useRef } from 'react'
import { showsOnPages } from '#flows/call/happenings/seen.ts'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import type { Thing } from './things.ts'
import { useEvents } from './use-events.tsx'
import type { ToldRow } from './told-row.ts'
import { useRereading } from './use-rereading.ts'

/** Milliseconds in which several events lead to one reading; and for which the first of them waits at most. */
const TOGETHER = 300
const AT_MOST = 900

/** What a page shows, as far as it changes while the page is open. */
export interface Shows {
  /** What others may change. */
  readonly things?: readonly Thing[]
  /** Which events of calls change the page; none unless said. */
  calls?(event: LiveEvent): boolean
  /** Which changed conversations change the page in a way that only another reading tells; none unless said. */
  rows?(row: ToldRow): boolean
}

/** For {@link Shows.calls}: any call. */
export const anyCall = (): boolean => true

/** Rereads the page's data when something that it shows has happened, or was changed by somebody. What is being typed stays. */
export function useFreshOnEvents({ things: shown = [], calls = () => false, rows = () => false }: Shows): void {
  const reread = useRereading()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const first = useRef<number | null>(null)
  const line = useRef({ isConnected: true, isBehind: false })
  const soon = (): void => {
    clearTimeout(timer.current)
    first.current ??= Date.now()
    const wait = Math.min(TOGETHER, Math.max(0, first.current + AT_MOST - Date.now()))
    timer.current = setTimeout(() => {
      first.current = null
      // without a connection it would fail, and its failure would stand in the page's place
      line.current.isBehind = !line.current.isConnected
      if (line.current.isConnected) reread()
    }, wait)
  }
  const { isConnected } = useEvents({
    onEvent(event) {
      if (showsOnPages(event.what) && calls(event)) soon()
    },
    onRow(row) {
      if (rows(row)) soon()
    },
    onChanged(things) {
      if (things === null || things.some((thing) => shown.includes(thing))) soon()
    },
    onReload: soon,
  })
  useEffect(() => {
    line.current.isConnected = isConnected
    if (isConnected && line.current.isBehind) soon()
  }, [isConnected]) // oxlint-disable-line react/exhaustive-deps -- `soon` is the same in all that matters
  useEffect(() => () => clearTimeout(timer.current), [])
}

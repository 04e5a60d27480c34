import { useEffect, useRef } from 'react'
import { useRevalidator } from 'react-router'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import { useEvents } from './use-events.tsx'

/** Milliseconds in which several events lead to one reading. */
const TOGETHER = 300

/** Reads the page's data anew when something has happened that it shows. */
export function useFreshOnEvents(concerns: (event: LiveEvent) => boolean = () => true): void {
  const { revalidate } = useRevalidator()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const line = useRef({ isConnected: true, isBehind: false })
  const soon = (): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      // without a connection it would fail, and its failure would stand in the page's place
      line.current.isBehind = !line.current.isConnected
      if (line.current.isConnected) void revalidate()
    }, TOGETHER)
  }
  const { isConnected } = useEvents({
    onEvent(event) {
      if (SHOWN.has(event.what.kind) && concerns(event)) soon()
    },
    onChanged: soon,
    onReload: soon,
  })
  useEffect(() => {
    line.current.isConnected = isConnected
    if (isConnected && line.current.isBehind) soon()
  }, [isConnected]) // oxlint-disable-line react/exhaustive-deps -- `soon` is the same in all that matters
  useEffect(() => () => clearTimeout(timer.current), [])
}

/** What changes more than the live bar. */
const SHOWN: ReadonlySet<string> = new Set(['arrived', 'rings', 'stopped-ringing', 'claimed', 'talking', 'talk-ended', 'recording', 'no-message', 'caller-gone', 'ended'])

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
  const soon = (): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void revalidate(), TOGETHER)
  }
  useEvents({
    onEvent(event) {
      if (SHOWN.has(event.what.kind) && concerns(event)) soon()
    },
    onChanged: soon,
    onReload: soon,
  })
  useEffect(() => () => clearTimeout(timer.current), [])
}

/** What changes more than the live bar. */
const SHOWN: ReadonlySet<string> = new Set(['arrived', 'rings', 'stopped-ringing', 'claimed', 'talking', 'talk-ended', 'recording', 'no-message', 'caller-gone', 'ended'])

import { createContext, use, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import type { AccessChange, Ended } from './stream-feed.ts'
import { addressOf } from '../reach/addresses.ts'
import { doubtReach } from '../reach/reach.ts'
import { joinLine } from './use-events-line.ts'
import type { Changed } from './things.ts'
import type { ToldRow } from './told-row.ts'

interface Line {
  readonly isConnected: boolean
  listen(listener: Listener): () => void
}

interface Listener {
  onEvent?(event: LiveEvent): void
  /** A conversation as it is now, some milliseconds after the events that have changed it. */
  onRow?(row: ToldRow): void
  /** What may be seen has changed: these numbers, by their ids. The page's data are read again without it. */
  onAccess?(numbers: readonly string[], change: AccessChange): void
  onChanged(things: Changed): void
  onReload(): void
}

const LineContext = createContext<Line>({ isConnected: true, listen: () => () => undefined })

/** Follows what happens in calls for everything below it. @param member as whom the pages show their data. */
export function EventsProvider({ member, children }: { readonly member: string; readonly children: ReactNode }) {
  const listeners = useRef(new Set<Listener>())
  const [isConnected, setConnected] = useState(true)

  useEffect(
    () =>
      joinLine(member, {
        onEvent: (event) => listeners.current.forEach((listener) => listener.onEvent?.(event)),
        onRow: (row) => listeners.current.forEach((listener) => listener.onRow?.(row)),
        onChanged: (things) => listeners.current.forEach((listener) => listener.onChanged(things)),
        onReload: () => listeners.current.forEach((listener) => listener.onReload()),
        onAccess: (numbers, how) => listeners.current.forEach((listener) => listener.onAccess?.(numbers, how)),
        onEnded: leave,
        onConnected(is) {
          doubtReach(!is)
          setConnected(is)
        },
      }),
    [member],
  )

  const line = useMemo<Line>(
    () => ({
      isConnected,
      listen(listener) {
        listeners.current.add(listener)
        return () => void listeners.current.delete(listener)
      },
    }),
    [isConnected],
  )
  return <LineContext value={line}>{children}</LineContext>
}

/** Nothing of what this page holds may be seen any longer: another document replaces it, with nothing to return to. */
function leave(why: Ended): void {
  const { pathname, search } = window.location
  window.location.replace(why === 'signed-out' ? addressOf.signIn({ to: pathname + search }) : addressOf.inbox())
}

/**
 * Calls back for each event once, whenever something has changed without one, and whenever so much was missed that everything shown should be read anew.
 * @returns whether events come in; where they do not, the page may be behind.
 */
export function useEvents(listener: Listener): { readonly isConnected: boolean } {
  const { isConnected, listen } = use(LineContext)
  const onEvent = useEffectEvent((event: LiveEvent) => listener.onEvent?.(event))
  const onRow = useEffectEvent((row: ToldRow) => listener.onRow?.(row))
  const onChanged = useEffectEvent(listener.onChanged)
  const onReload = useEffectEvent(listener.onReload)
  const onAccess = useEffectEvent((numbers: readonly string[], how: AccessChange) => listener.onAccess?.(numbers, how))
  useEffect(
    () =>
      listen({
        onEvent: (event) => onEvent(event),
        onRow: (row) => onRow(row),
        onChanged: (things) => onChanged(things),
        onReload: () => onReload(),
        onAccess: (numbers, how) => onAccess(numbers, how),
      }),
    [listen],
  )
  return { isConnected }
}

import { createContext, use, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import { joinLine } from './use-events-line.ts'

interface Line {
  readonly isConnected: boolean
  listen(listener: Listener): () => void
}

interface Listener {
  onEvent(event: LiveEvent): void
  onChanged(): void
  onReload(): void
}

const LineContext = createContext<Line>({ isConnected: true, listen: () => () => undefined })

/** Follows what happens in calls for everything below it. */
export function EventsProvider({ person, children }: { readonly person: string; readonly children: ReactNode }) {
  const listeners = useRef(new Set<Listener>())
  const [isConnected, setConnected] = useState(true)

  useEffect(
    () =>
      joinLine(person, {
        onEvent: (event) => listeners.current.forEach((listener) => listener.onEvent(event)),
        onChanged: () => listeners.current.forEach((listener) => listener.onChanged()),
        onReload: () => listeners.current.forEach((listener) => listener.onReload()),
        onConnected: setConnected,
      }),
    [person],
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

/**
 * Calls back for each event once, whenever something has changed without one, and whenever so much was missed that everything shown should be read anew.
 * @returns whether events come in; where they do not, the page may be behind.
 */
export function useEvents(listener: Listener): { readonly isConnected: boolean } {
  const { isConnected, listen } = use(LineContext)
  const onEvent = useEffectEvent(listener.onEvent)
  const onChanged = useEffectEvent(listener.onChanged)
  const onReload = useEffectEvent(listener.onReload)
  useEffect(() => listen({ onEvent: (event) => onEvent(event), onChanged: () => onChanged(), onReload: () => onReload() }), [listen])
  return { isConnected }
}

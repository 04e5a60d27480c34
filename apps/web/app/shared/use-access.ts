import { useState } from 'react'
import { useRevalidator } from 'react-router'
import { useEvents } from './use-events.tsx'

/**
 * Reads everything anew when what the person may see has changed.
 * @returns a key for whatever keeps what it has read before, such as pages that were scrolled to: it begins anew.
 */
export function useAccess(): number {
  const { revalidate } = useRevalidator()
  const [changes, setChanges] = useState(0)
  useEvents({
    onEvent: () => undefined,
    onChanged: () => undefined,
    onReload: () => undefined,
    onAccess() {
      setChanges((count) => count + 1)
      void revalidate()
    },
  })
  return changes
}

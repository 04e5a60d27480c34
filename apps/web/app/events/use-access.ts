import { useState } from 'react'
import { useRevalidator } from 'react-router'
import { useEvents } from './use-events.tsx'
import { useRereading } from './use-rereading.ts'

/**
 * Reads everything again when what the person may see has changed, or what every page shows of their organisation.
 * @returns a key for whatever keeps what it has read before, such as pages that were scrolled to: it begins afresh when
 * something was taken from the person. What was only given to them takes no half-filled form away.
 */
export function useAccess(): number {
  const { revalidate } = useRevalidator()
  const reread = useRereading()
  const [changes, setChanges] = useState(0)
  useEvents({
    onChanged(things) {
      if (things?.includes('organisation')) reread() // every page shows its name and tells times in its zone
    },
    onReload: () => undefined,
    onAccess(_numbers, { isLess }) {
      if (!isLess) return reread()
      setChanges((count) => count + 1)
      void revalidate()
    },
  })
  return changes
}

import { createContext, use, useState, type ReactNode } from 'react'
import { useEvents } from './use-events.tsx'
import { NOTHING_HEARD, remembered, type Remembered } from './heard.ts'

const HeardContext = createContext<Remembered>(NOTHING_HEARD)

/**
 * Remembers the conversations that are told while any page is open, so that an inbox has what was told between its reading and its
 * coming. To be begun afresh when something was taken from the person.
 */
export function HeardRowsProvider({ children }: { readonly children: ReactNode }) {
  const [heard, setHeard] = useState(NOTHING_HEARD)
  useEvents({
    onRow: (row) => setHeard((before) => remembered(before, row)),
    onChanged: () => undefined,
    onReload: () => undefined,
  })
  return <HeardContext value={heard}>{children}</HeardContext>
}

/** The conversations that were told lately, and what was forgotten of them. */
export function useHeardRows(): Remembered {
  return use(HeardContext)
}

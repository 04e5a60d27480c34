import { useState } from 'react'
import { useEvents } from '../events/use-events.tsx'
import { MOST_HEARD, withRow, type HeardRows } from './heard-rows.ts'

/** The conversations that were told while the page is open. See {@link MOST_HEARD}. */
export function useHeardRows(): HeardRows {
  const [heard, setHeard] = useState<HeardRows>(new Map())
  useEvents({
    onRow: (row) =>
      setHeard((before) => {
        const next = withRow(before, row)
        return next.size <= MOST_HEARD ? next : new Map([...next].slice(-MOST_HEARD / 2))
      }),
    onChanged: () => undefined,
    onReload: () => undefined,
  })
  return heard
}

import { useEffect, useState } from 'react'
import { useFetcher } from 'react-router'
import type { TimelineCall } from '#infra/db/inbox/timeline.ts'
import { merged } from '../events/merged-calls.ts'
import type { loader } from './older.route.ts'
import { addressOf } from '../reach/addresses.ts'

export interface TimelineCalls {
  /** Oldest first. */
  readonly calls: readonly TimelineCall[]
  /** Whether the last change put older ones before those that were there. */
  readonly growsAtTop: boolean
  readonly hasOlder: boolean
  readonly isLoading: boolean
  loadOlder(): void
}

/** A conversation's calls: the newest, which are reread whenever something happens, and all that were scrolled to. */
export function useTimeline({
  conversation,
  newest,
  older: heard,
  before,
}: {
  readonly conversation: string
  readonly newest: readonly TimelineCall[]
  /** Older ones that have changed; they may have been scrolled to. Given anew with `newest` alone. */
  readonly older: readonly TimelineCall[]
  readonly before: string | null
}): TimelineCalls {
  const { load, data, state } = useFetcher<typeof loader>()
  const [known, setKnown] = useState<readonly TimelineCall[]>(newest)
  const [cursor, setCursor] = useState(before)
  const [growsAtTop, setGrowsAtTop] = useState(false)

  // a call that newer ones have pushed off the first page stays where it is
  const [page, setPage] = useState(newest)
  if (page !== newest) {
    setPage(newest)
    setKnown(merged(known, [...newest, ...among(known, heard)]))
    setGrowsAtTop(false)
  }

  const [older, setOlder] = useState<typeof data>(undefined)
  if (data && older !== data) {
    const oldest = known.at(-1)?.arrivedAt ?? Infinity
    setOlder(data)
    setKnown(merged(known, data.calls))
    setCursor(data.before)
    // the same page may be read again, once something has happened
    if ((data.calls.at(-1)?.arrivedAt ?? Infinity) < oldest) setGrowsAtTop(true)
  }
  useEffect(() => setGrowsAtTop(false), [known])

  return {
    calls: known.toReversed(),
    growsAtTop,
    hasOlder: cursor !== null,
    isLoading: state !== 'idle',
    loadOlder() {
      if (cursor !== null && state === 'idle') void load(addressOf.olderItems(conversation, { before: cursor }))
    },
  }
}

/** Those of some calls that are known. */
function among(known: readonly TimelineCall[], calls: readonly TimelineCall[]): readonly TimelineCall[] {
  const ids = new Set(known.map(({ id }) => id))
  return calls.filter(({ id }) => ids.has(id))
}

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import { VList, type VListHandle } from 'virtua'
import type { TimelineCall } from '#infra/db/inbox/timeline.ts'
import { When } from '../shared/format-when.tsx'
import { CallCard } from './call-card.tsx'
import styles from './inbox.module.css'
import type { loader } from './older.route.ts'
import type { ShownConversation } from './shown-conversation.server.ts'

export interface TimelineProps {
  readonly conversation: ShownConversation
  /** Newest first. */
  readonly calls: readonly TimelineCall[]
  readonly before: string | null
  readonly mayHear: boolean
}

/** What happened in a conversation, the newest at the bottom; older things come as one scrolls up. */
export function Timeline({ conversation, calls, before, mayHear }: TimelineProps) {
  const list = useRef<VListHandle>(null)
  const { load, data, state } = useFetcher<typeof loader>()
  const [older, setOlder] = useState<{ readonly calls: readonly TimelineCall[]; readonly before: string | null }>({ calls: [], before })
  const [growsAtTop, setGrowsAtTop] = useState(false)

  useEffect(() => {
    if (!data) return
    setGrowsAtTop(true)
    setOlder((known) => ({ calls: [...known.calls, ...data.calls], before: data.before }))
  }, [data])
  useEffect(() => setGrowsAtTop(false), [older])

  const seen = new Set(calls.map(({ id }) => id))
  const all = [...calls, ...older.calls.filter(({ id }) => !seen.has(id))].toReversed()
  const newest = all.at(-1)?.id
  useLayoutEffect(() => {
    list.current?.scrollToIndex(all.length - 1, { align: 'end' })
  }, [newest]) // oxlint-disable-line react/exhaustive-deps -- older ones leave the place as it is

  return (
    <VList
      ref={list}
      shift={growsAtTop}
      className={styles.timeline}
      data={all}
      ssrCount={calls.length}
      onScroll={(offset) => {
        if (offset < 400 && older.before !== null && state === 'idle') void load(`/inbox/${conversation.id}/older?before=${older.before}`)
      }}
    >
      {(call, index) => (
        <div key={call.id} className={styles.item}>
          <Day at={call.arrivedAt} before={all[index - 1]?.arrivedAt ?? null} />
          <CallCard call={call} caller={conversation.title} mayHear={mayHear} />
        </div>
      )}
    </VList>
  )
}

/** A day's name, where the day begins. */
function Day({ at, before }: { readonly at: number; readonly before: number | null }) {
  if (before !== null && new Date(before).toDateString() === new Date(at).toDateString()) return null
  return (
    <h3 className={styles.day}>
      <When at={at} as="day" />
    </h3>
  )
}

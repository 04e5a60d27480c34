import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { VList, type VListHandle } from 'virtua'
import type { TimelineCall } from '#infra/db/inbox/timeline.ts'
import { When } from '../words/format-when.tsx'
import { CallCard } from './call-card.tsx'
import styles from './timeline.module.css'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'
import { useSeen } from './use-seen.ts'
import { useTimeline } from './use-timeline.ts'

export interface TimelineProps {
  readonly conversation: ShownConversation
  /** Newest first. */
  readonly calls: readonly TimelineCall[]
  /** Calls before those that have changed: they are shown once they were scrolled to. */
  readonly older: readonly TimelineCall[]
  readonly before: string | null
  readonly mayHear: boolean
  /** The news that wait to be seen; null when there are none. */
  readonly unread: number | null
  /** Somebody has looked at the call that these news are about. */
  onSeen(news: number): void
}

/** Pixels before its beginning at which older things are fetched. */
const LOADS_BEFORE_TOP = 600
/** Pixels from the end within which somebody counts as looking at the newest. */
const AT_END = 80

/** What happened in a conversation, the newest at the bottom; older things come as one scrolls up. */
export function Timeline({ conversation, calls: newest, older, before, mayHear, unread, onSeen }: TimelineProps) {
  const list = useRef<VListHandle>(null)
  const [isPlaced, setPlaced] = useState(false)
  const isAtEnd = useRef(true)
  const { calls, growsAtTop, hasOlder, isLoading, loadOlder } = useTimeline({
    conversation: conversation.id,
    newest,
    older,
    before,
  })
  const last = calls.at(-1)
  // what was marked as unread by hand, or is further back, is about the newest
  const awaited = unread === null ? null : (calls.find(({ news }) => news === unread) ?? last)

  useLayoutEffect(() => {
    // whoever reads what is older is not carried away by what is new
    if (isAtEnd.current) list.current?.scrollToIndex(calls.length - 1, { align: 'end' })
    setPlaced(true)
  }, [last]) // oxlint-disable-line react/exhaustive-deps -- older ones leave the place as it is

  useEffect(() => {
    // where all there is fits into the view, nobody can scroll
    const { scrollSize = 0, viewportSize = 0 } = list.current ?? {}
    if (scrollSize > 0 && scrollSize < viewportSize + LOADS_BEFORE_TOP) loadOlder()
  }, [calls.length]) // oxlint-disable-line react/exhaustive-deps -- asked once per change of the list

  return (
    <VList
      ref={list}
      shift={growsAtTop}
      bufferSize={800} // what comes into sight has been measured before, so that nothing jumps
      className={styles.timeline}
      data={calls}
      ssrCount={Infinity} // until one scrolls, exactly so many are drawn, also of those that come in: where all fit, nobody scrolls
      tabIndex={0}
      role="region"
      aria-label="Calls, newest last"
      aria-busy={isLoading}
      data-placed={isPlaced} // the server cannot scroll: what it sends would be seen from its oldest end
      onScroll={(offset) => {
        const { scrollSize = 0, viewportSize = 0 } = list.current ?? {}
        isAtEnd.current = offset + viewportSize > scrollSize - AT_END
        if (offset < LOADS_BEFORE_TOP) loadOlder()
      }}
    >
      {(call, index) => (
        <Item key={call.id} unread={call === awaited ? unread : null} onSeen={onSeen}>
          {index === 0 && !hasOlder && <p className={styles.beginning}>Start of this conversation</p>}
          <Day at={call.arrivedAt} before={calls[index - 1]?.arrivedAt ?? null} />
          <CallCard call={call} caller={conversation.title} mayHear={mayHear} />
        </Item>
      )}
    </VList>
  )
}

function Item({
  unread,
  onSeen,
  children,
}: Pick<TimelineProps, 'unread' | 'onSeen'> & { readonly children: ReactNode }) {
  const item = useRef<HTMLDivElement>(null)
  useSeen(item, unread, () => {
    if (unread !== null) onSeen(unread)
  })
  return (
    <div ref={item} className={styles.item}>
      {children}
    </div>
  )
}

/** A day's name, where the day begins. */
function Day({ at, before }: { readonly at: number; readonly before: number | null }) {
  if (before !== null && new Date(before).toDateString() === new Date(at).toDateString()) return null
  return (
    <h2 className={styles.day}>
      <When at={at} as="day" />
    </h2>
  )
}

import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router'
import { VList, type VListHandle } from 'virtua'
import { OutcomeMark } from '../shared/call-rows-outcome.tsx'
import { When } from '../shared/format-when.tsx'
import styles from './conversation-list.module.css'
import { lastLine } from './last-line.ts'
import { NoConversations, type NoConversationsProps } from './no-conversations.tsx'
import type { ShownConversation } from './shown-conversation.server.ts'

export interface ConversationListProps extends NoConversationsProps {
  readonly conversations: readonly ShownConversation[]
  readonly chosen: string | null
  readonly isLoading: boolean
  onEnd(): void
}

/** Pixels before its end at which the list goes on. */
const LOADS_BEFORE_END = 600

/** The conversations that fit, newest first, and more as one scrolls. */
export function ConversationList({ conversations, chosen, isLoading, onEnd, ...nothing }: ConversationListProps) {
  const { search } = useLocation()
  const list = useRef<VListHandle>(null)
  const at = conversations.findIndex(({ id }) => id === chosen)
  useEffect(() => {
    // chosen by key, it may lie out of sight
    if (at >= 0) list.current?.scrollToIndex(at, { align: 'nearest' })
  }, [chosen]) // oxlint-disable-line react/exhaustive-deps -- what comes in scrolls nobody's list
  const loadNearEnd = (): void => {
    const { scrollOffset = 0, scrollSize = 0, viewportSize = 0 } = list.current ?? {}
    if (scrollSize > 0 && scrollOffset + viewportSize > scrollSize - LOADS_BEFORE_END) onEnd()
  }
  // whoever has scrolled to the end before the next page came need not scroll once more
  useEffect(loadNearEnd, [conversations.length]) // oxlint-disable-line react/exhaustive-deps -- asked once per change of the list
  if (conversations.length === 0) return <NoConversations {...nothing} />
  return (
    <nav className={styles.list} aria-label="List of conversations" aria-busy={isLoading}>
      <VList
        ref={list}
        data={conversations}
        itemSize={80}
        ssrCount={12}
        onScroll={loadNearEnd}
        className={styles.rows}
      >
        {(conversation) => <Row key={conversation.id} conversation={conversation} isChosen={conversation.id === chosen} search={search} />}
      </VList>
    </nav>
  )
}

function Row({ conversation, isChosen, search }: { readonly conversation: ShownConversation; readonly isChosen: boolean; readonly search: string }) {
  const { id, title, name, unread, live, state, lastAt, lastWords, number } = conversation
  const { kind, word, rest } = lastLine(conversation)
  return (
    <NavLink to={`/inbox/${id}${search}`} className={styles.row} data-chosen={isChosen || undefined} data-unread={unread || undefined} preventScrollReset>
      <span className={styles.avatar} data-live={live || undefined} aria-hidden>
        {initialOf(name)}
      </span>
      <span className={styles.head}>
        <bdi className={styles.name} title={title}>
          {title}
        </bdi>
        <span className={styles.time}>
          <When at={lastAt} />
        </span>
      </span>
      <span className={styles.line}>
        <span className={styles.words} title={lastWords}>
          <OutcomeMark kind={kind}>{word}</OutcomeMark> · {rest}
        </span>
        {unread && (
          <span className={styles.unread}>
            <VisuallyHidden>Unread</VisuallyHidden>
          </span>
        )}
      </span>
      <span className={styles.number}>
        <bdi>{number.name}</bdi>
        {state === 'done' && ' · Done'}
      </span>
    </NavLink>
  )
}

/** The first letter of a contact's name; a caller without one has the hash of a number. */
function initialOf(name: string | null): string {
  return name === null ? '#' : ([...name][0] ?? '#').toUpperCase()
}

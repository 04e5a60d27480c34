import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router'
import { VList, type VListHandle } from 'virtua'
import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import { OutcomeMark } from '../calling/call-rows-outcome.tsx'
import { When } from '../words/format-when.tsx'
import { useIsAlive } from '../look/use-is-alive.ts'
import styles from './conversation-list.module.css'
import { lastLine } from './last-line.ts'
import { NoConversations, type NoConversationsProps } from './no-conversations.tsx'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'
import type { ByKey } from './use-inbox-keys.ts'

export interface ConversationListProps extends NoConversationsProps {
  readonly conversations: readonly ShownConversation[]
  readonly chosen: string | null
  readonly isLoading: boolean
  onEnd(): void
}

/** Pixels before its end at which the list is continued. */
const LOADS_BEFORE_END = 600

/** The conversations that fit, newest first, and more as one scrolls. */
export function ConversationList({ conversations, chosen, isLoading, onEnd, ...nothing }: ConversationListProps) {
  const { search, key, state } = useLocation()
  /** The step to a conversation whose row had the focus last; what a page began with takes it from nothing. */
  const focused = useRef(key)
  const takesFocus = (state as Partial<ByKey> | null)?.takesFocus === true // what else the history may hold has no such thing
  const onChosen = (row: HTMLAnchorElement | null): void => {
    if (row === null || focused.current === key) return
    focused.current = key
    if (takesFocus) row.focus({ preventScroll: true })
  }
  const list = useRef<VListHandle>(null)
  const isAlive = useIsAlive()
  const at = conversations.findIndex(({ id }) => id === chosen)
  useEffect(() => {
    // chosen by key, it may be out of sight
    if (at >= 0) list.current?.scrollToIndex(at, { align: 'nearest' })
  }, [chosen]) // oxlint-disable-line react/exhaustive-deps -- what comes in scrolls nobody's list
  const loadNearEnd = (): void => {
    const { scrollOffset = 0, scrollSize = 0, viewportSize = 0 } = list.current ?? {}
    if (scrollSize > 0 && scrollOffset + viewportSize > scrollSize - LOADS_BEFORE_END) onEnd()
  }
  // whoever has scrolled to the end before the next page came need not scroll again
  useEffect(loadNearEnd, [conversations.length]) // oxlint-disable-line react/exhaustive-deps -- asked once per change of the list
  if (conversations.length === 0) return <NoConversations {...nothing} />
  return (
    <nav className={styles.list} aria-label="List of conversations" aria-busy={isLoading}>
      <VList
        key={String(isAlive)} // told how many the server draws, it draws no more until one scrolls, however tall the window
        ref={list}
        data={conversations}
        itemSize={80}
        {...(isAlive ? {} : { ssrCount: 12 })}
        onScroll={loadNearEnd}
        className={styles.rows}
      >
        {(conversation) => (
          <Row
            key={conversation.id}
            conversation={conversation}
            isChosen={conversation.id === chosen}
            search={search}
            onChosen={onChosen}
          />
        )}
      </VList>
    </nav>
  )
}

function Row({
  conversation,
  isChosen,
  search,
  onChosen,
}: {
  readonly conversation: ShownConversation
  readonly isChosen: boolean
  readonly search: string
  /** Told of the chosen row once it is there, which may be after the list was scrolled to it. */
  onChosen(row: HTMLAnchorElement | null): void
}) {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (isChosen) onChosen(link.current)
  })
  const { id, title, name, country, unread, live, state, lastAt, lastWords, number } = conversation
  const { kind, word, rest } = lastLine(conversation)
  return (
    <NavLink
      ref={link}
      to={addressOf.conversation(id, search)}
      className={styles.row}
      data-chosen={isChosen || undefined}
      data-unread={unread || undefined}
      preventScrollReset
    >
      <span className={styles.avatar} data-live={live ? kind : undefined} aria-hidden>
        {initialOf(name)}
      </span>
      <span className={styles.head}>
        <bdi className={styles.name} title={country === null ? title : `${isolated(title)} · ${country}`}>
          {title}
        </bdi>
        <span className={styles.time}>
          <When at={lastAt} as="brief" />
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
        {country !== null && ` · ${country}`}
        {state === 'done' && ' · Done'}
      </span>
    </NavLink>
  )
}

/** The first letter of a contact's name; a caller without one has the hash of a number. */
function initialOf(name: string | null): string {
  return name === null ? '#' : ([...name][0] ?? '#').toUpperCase()
}

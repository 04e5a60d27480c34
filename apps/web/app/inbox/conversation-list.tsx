import { Anchor, Text } from '@mantine/core'
import { IconPhoneX } from '@tabler/icons-react'
import { useRef } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import { VList, type VListHandle } from 'virtua'
import { When } from '../shared/format-when.tsx'
import styles from './inbox.module.css'
import type { ListFilter } from './read-list.server.ts'
import type { ShownConversation } from './shown-conversation.server.ts'

export interface ConversationListProps {
  readonly conversations: readonly ShownConversation[]
  readonly chosen: string | null
  readonly filter: ListFilter
  readonly hasNumbers: boolean
  readonly isLoading: boolean
  onEnd(): void
}

/** Pixels before its end at which the list goes on. */
const LOADS_BEFORE_END = 600

/** The conversations that fit, newest first, and more as one scrolls. */
export function ConversationList({ conversations, chosen, filter, hasNumbers, isLoading, onEnd }: ConversationListProps) {
  const { search } = useLocation()
  const list = useRef<VListHandle>(null)
  if (conversations.length === 0) return <NoConversations filter={filter} hasNumbers={hasNumbers} />
  return (
    <nav className={styles.list} aria-label="List of conversations" aria-busy={isLoading}>
      <VList
        ref={list}
        data={conversations}
        itemSize={76}
        ssrCount={12}
        onScroll={(offset) => {
          const { scrollSize = 0, viewportSize = 0 } = list.current ?? {}
          if (offset + viewportSize > scrollSize - LOADS_BEFORE_END) onEnd()
        }}
        className={styles.rows}
      >
        {(conversation) => <Row key={conversation.id} conversation={conversation} isChosen={conversation.id === chosen} search={search} />}
      </VList>
    </nav>
  )
}

function Row({ conversation, isChosen, search }: { readonly conversation: ShownConversation; readonly isChosen: boolean; readonly search: string }) {
  const { id, title, unread, missed, live, state, lastAt, lastWords, number } = conversation
  return (
    <NavLink to={`/inbox/${id}${search}`} className={styles.row} data-chosen={isChosen || undefined} data-unread={unread || undefined} preventScrollReset>
      <span className={styles.mark} data-kind={live ? 'live' : unread ? 'unread' : undefined}>
        <span className={styles.spoken}>{live ? 'Live' : unread ? 'Unread' : ''}</span>
      </span>
      <span className={styles.rowHead}>
        <bdi className={styles.rowTitle}>{title}</bdi>
        <span className={styles.rowTime}>
          <When at={lastAt} />
        </span>
      </span>
      <span className={styles.rowWords}>
        {missed && (
          <span className={styles.missed}>
            <IconPhoneX size={14} stroke={1.75} aria-hidden /> Missed
          </span>
        )}
        {lastWords}
      </span>
      <span className={styles.rowNumber}>
        {number.name}
        {state === 'done' && ' · Done'}
      </span>
    </NavLink>
  )
}

function NoConversations({ filter, hasNumbers }: Pick<ConversationListProps, 'filter' | 'hasNumbers'>) {
  if (!hasNumbers) {
    return (
      <div className={styles.empty}>
        <Text fw={600}>You are not on any number yet</Text>
        <Text c="dimmed">Conversations of a number are shown to its people. An owner or admin can add you on the number’s page.</Text>
        <Anchor component={Link} to="/numbers">
          See the numbers
        </Anchor>
      </div>
    )
  }
  const isPlain = filter.search === '' && filter.number === null
  return (
    <div className={styles.empty}>
      <Text fw={600}>{isPlain && filter.view === 'open' ? 'All caught up' : 'No conversation matches'}</Text>
      <Text c="dimmed">{isPlain && filter.view === 'open' ? 'Whoever calls next shows up here at once.' : 'Nothing here fits what you chose above.'}</Text>
      <Anchor component={Link} to={isPlain && filter.view === 'open' ? '/inbox?view=all' : '/inbox'}>
        {isPlain && filter.view === 'open' ? 'See all conversations' : 'Clear the filter'}
      </Anchor>
    </div>
  )
}

import { Text } from '@mantine/core'
import { When } from '../shared/format-when.tsx'
import { LoneLink } from '../shared/lone-link.tsx'
import { lastLine } from './last-line.ts'
import styles from './inbox.module.css'
import type { ListFilter } from './read-list.server.ts'
import type { ShownConversation } from './shown-conversation.server.ts'

export interface NoConversationsProps {
  readonly filter: ListFilter
  readonly hasNumbers: boolean
  /** The newest conversation of all, where none is open. */
  readonly last: ShownConversation | null
}

/** Why the list is empty, and what to do about it. */
export function NoConversations({ filter, hasNumbers, last }: NoConversationsProps) {
  if (!hasNumbers) {
    return (
      <div className={styles.empty}>
        <Text fw={600}>You are not on any number yet</Text>
        <Text c="dimmed">Conversations of a number are shown to its people. An owner or admin can add you on the number’s page.</Text>
        <LoneLink to="/numbers">See the numbers</LoneLink>
      </div>
    )
  }
  if (filter.search === '' && filter.number === null && filter.view === 'open') return <CaughtUp last={last} />
  return (
    <div className={styles.empty}>
      <Text fw={600}>No conversation matches</Text>
      <Text c="dimmed">{filter.search === '' ? 'Nothing here fits what you chose above.' : `No name or number here has “${filter.search}” in it.`}</Text>
      <LoneLink to="/inbox">Clear the filter</LoneLink>
    </div>
  )
}

function CaughtUp({ last }: Pick<NoConversationsProps, 'last'>) {
  const line = last && lastLine(last)
  return (
    <div className={styles.empty}>
      <Text fw={600}>All caught up</Text>
      <Text c="dimmed">Whoever calls next shows up here at once.</Text>
      {last && line && (
        <>
          <Text c="dimmed">
            Last: <bdi>{last.title}</bdi>, {line.word.toLowerCase()}, <When at={last.lastAt} />.
          </Text>
          <LoneLink to="/inbox?view=all">See all conversations</LoneLink>
        </>
      )}
    </div>
  )
}

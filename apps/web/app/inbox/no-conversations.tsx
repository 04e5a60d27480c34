import { Text } from '@mantine/core'
import { useLocation } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { When } from '../words/format-when.tsx'
import { LoneLink } from '../look/lone-link.tsx'
import { lastLine } from './last-line.ts'
import styles from './inbox.module.css'
import type { ListFilter } from './read-list.server.ts'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'

export interface NoConversationsProps {
  readonly filter: ListFilter
  readonly hasNumbers: boolean
  /** The newest conversation of all, where none is open. */
  readonly last: ShownConversation | null
}

/** Why the list is empty, and what to do about it. */
export function NoConversations({ filter, hasNumbers, last }: NoConversationsProps) {
  // the conversation that is open stays so
  const { pathname } = useLocation()
  if (!hasNumbers) {
    return (
      <div className={styles.empty}>
        <Text fw={600}>You are not on any number yet</Text>
        <Text c="dimmed">
          Only the people on a number see its conversations. Owners and admins add people on the number’s page.
        </Text>
        <LoneLink to={addressOf.numbers()}>See the numbers</LoneLink>
      </div>
    )
  }
  if (filter.search === '' && filter.number === null && filter.view === 'open')
    return <CaughtUp last={last} all={`${pathname}?view=all`} />
  return (
    <div className={styles.empty}>
      <Text fw={600}>No conversations match</Text>
      <Text c="dimmed">{whyNone(filter)}</Text>
      {filter.search !== '' && isNarrow(filter) && (
        <LoneLink to={`${pathname}?${new URLSearchParams({ q: filter.search }).toString()}`}>
          Search all conversations
        </LoneLink>
      )}
      <LoneLink to={pathname}>{filter.search === '' ? 'Clear the filters' : 'Clear the search'}</LoneLink>
    </div>
  )
}

/** Whether a search looks through some of the conversations only. */
function isNarrow({ view, number }: ListFilter): boolean {
  return view !== 'all' || number !== null
}

function whyNone(filter: ListFilter): string {
  if (filter.search === '') return 'There are none in this view.'
  return `No name or number${isNarrow(filter) ? ' in this view' : ''} contains “${filter.search}”.`
}

function CaughtUp({ last, all }: Pick<NoConversationsProps, 'last'> & { readonly all: string }) {
  const line = last && lastLine(last)
  return (
    <div className={styles.empty}>
      <Text fw={600}>All caught up</Text>
      <Text c="dimmed">New calls show up here right away.</Text>
      {last && line && (
        <>
          <Text c="dimmed">
            Last: <bdi>{last.title}</bdi>, {line.word.toLowerCase()}, <When at={last.lastAt} />.
          </Text>
          <LoneLink to={all}>See all conversations</LoneLink>
        </>
      )}
    </div>
  )
}

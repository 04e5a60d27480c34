import { Title } from '@mantine/core'
import { useEffect } from 'react'
import { Outlet, useParams } from 'react-router'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import { useRereading } from '../events/use-rereading.ts'
import type { Route } from './+types/inbox.page'
import { ConversationList } from './conversation-list.tsx'
import { Filters } from './filters.tsx'
import styles from './inbox.module.css'
import { readList } from './read-list.server.ts'
import { SaidNote } from './said.tsx'
import { lastOf, withHeard } from './heard-rows.ts'
import { useHeardRows } from '../events/use-heard-rows.tsx'
import { useInboxKeys } from './use-inbox-keys.ts'
import { useMarked, useMarking } from './use-marking.ts'
import { useMorePages } from './use-more-pages.ts'

export const handle = { permission: 'organisation.see', full: true }

export function loader({ request, context }: Route.LoaderArgs) {
  return readList({ request, context })
}

export default function InboxPage({ loaderData }: Route.ComponentProps) {
  const { filter, numbers, last } = loaderData
  const { conversation } = useParams()
  const chosen = conversation ?? null
  const pages = useMorePages(loaderData)
  const { rows: heard, forgotten } = useHeardRows()
  const reread = useRereading()
  const listed = withHeard({ ...pages, asOf: loaderData.asOf }, heard, filter)
  const conversations = useMarked(listed, filter.view)
  const marking = useMarking()
  useFreshOnEvents({
    // what has happened comes with its rows; only the database knows what is found by a search
    rows: () => filter.search !== '',
    things: ['inbox', 'numbers', 'names'],
  })
  const isBehind = forgotten > loaderData.asOf
  useEffect(() => {
    if (isBehind) reread()
  }, [isBehind, forgotten]) // oxlint-disable-line react/exhaustive-deps -- `reread` is the same in all that matters
  const { goOn } = useInboxKeys({ conversations, chosen, marking })
  return (
    <div className={styles.inbox} data-chosen={chosen !== null || undefined}>
      <section className={styles.side} aria-label="Conversations">
        <header className={styles.sideHead}>
          {/* beside a conversation, the page is about that */}
          <Title order={chosen === null ? 1 : 2} className={styles.title}>
            Inbox
          </Title>
          <span role="status" className={styles.dimmed}>
            {filter.search !== '' && found(listed.length, pages.hasMore)}
          </span>
        </header>
        <Filters filter={filter} numbers={numbers} />
        <ConversationList
          conversations={conversations}
          chosen={chosen}
          filter={filter}
          last={lastOf(last, heard)}
          hasNumbers={numbers.length > 0}
          isLoading={pages.isLoading}
          onEnd={pages.loadMore}
        />
      </section>
      <Outlet context={{ ...marking, goOn, heard }} />
      <SaidNote marking={marking} />
    </div>
  )
}

/** "3 found", "50+ found". */
function found(count: number, hasMore: boolean): string {
  return `${count}${hasMore ? '+' : ''} found`
}

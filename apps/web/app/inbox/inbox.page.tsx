import { Title } from '@mantine/core'
import { Outlet, useParams } from 'react-router'
import { useFreshOnEvents } from '../shared/use-events-fresh.ts'
import type { Route } from './+types/inbox.page'
import { ConversationList } from './conversation-list.tsx'
import { Filters } from './filters.tsx'
import styles from './inbox.module.css'
import { readList } from './read-list.server.ts'
import { useInboxKeys } from './use-inbox-keys.ts'
import { useMorePages } from './use-more-pages.ts'

export const handle = { permission: 'organisation.see', full: true }

export function loader({ request, context }: Route.LoaderArgs) {
  return readList({ request, context })
}

export default function InboxPage({ loaderData }: Route.ComponentProps) {
  const { filter, numbers } = loaderData
  const { conversation } = useParams()
  const { conversations, loadMore, isLoading } = useMorePages(loaderData)
  useFreshOnEvents()
  useInboxKeys({ conversations, chosen: conversation ?? null })
  return (
    <div className={styles.inbox} data-chosen={conversation !== undefined || undefined}>
      <section className={styles.side} aria-label="Conversations">
        <Title order={1} className={styles.title}>
          Inbox
        </Title>
        <Filters filter={filter} numbers={numbers} />
        <ConversationList conversations={conversations} chosen={conversation ?? null} filter={filter} hasNumbers={numbers.length > 0} isLoading={isLoading} onEnd={loadMore} />
      </section>
      <Outlet />
    </div>
  )
}

import { useMemo } from 'react'
import { isRouteErrorResponse, useSubmit } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import { Instead } from '../look/instead.tsx'
import type { Route } from './+types/conversation.page'
import { ContactPane } from './contact-pane.tsx'
import { ConversationHead } from './conversation-head.tsx'
import styles from './inbox.module.css'
import { conversationHeard } from './heard-rows.ts'
import { NoConversation } from './no-conversation.tsx'
import { readConversationPage } from './read-conversation.server.ts'
import { Timeline } from './timeline.tsx'
import { useMarkKey } from './use-inbox-keys.ts'
import { useInboxMarking } from './use-marking.ts'

export const handle = { permission: 'conversations.see' }

export function loader({ params, context }: Route.LoaderArgs) {
  return readConversationPage({ id: params.conversation, context })
}

/** The list, its search and all other conversations stay, whatever has become of this one. */
export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const isRefused = isRouteErrorResponse(error) && (error.status === 404 || error.status === 403)
  return <div className={styles.gone}>{isRefused ? <NoConversation /> : <Instead error={error} />}</div>
}

export default function ConversationPage({ loaderData }: Route.ComponentProps) {
  const { before, mayWork, mayHear } = loaderData
  const heard = useInboxMarking().heard.get(loaderData.conversation.id)
  const { conversation, calls, older } = useMemo(() => conversationHeard(loaderData, heard), [loaderData, heard])
  useMarkKey(conversation, { mayWork })
  const markRead = useMarkRead(conversation.id)
  return (
    <>
      <section className={styles.conversation} aria-label={`Conversation with ${conversation.title}`}>
        <title>{`${isolated(conversation.title)} · Inbox · Ringdown`}</title>
        <ConversationHead conversation={conversation} mayWork={mayWork} />
        <Timeline
          key={conversation.id}
          conversation={conversation}
          calls={calls}
          older={older}
          before={before}
          mayHear={mayHear}
          unread={mayWork && conversation.unread ? conversation.news : null}
          onSeen={markRead}
        />
      </section>
      <ContactPane {...loaderData} conversation={conversation} />
    </>
  )
}

/** What somebody has looked at is read for the whole team, and nothing that has come in since. */
function useMarkRead(id: string): (upTo: number) => void {
  const submit = useSubmit()
  return (upTo) =>
    void submit(
      { as: 'read', upTo },
      { method: 'post', action: addressOf.conversationMark(id), navigate: false, fetcherKey: `mark ${id}` },
    )
}

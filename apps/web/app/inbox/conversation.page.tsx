import { useEffect, useEffectEvent } from 'react'
import { useSubmit } from 'react-router'
import { timeline } from '#infra/db/inbox/timeline.ts'
import { may } from '../shared/permissions.ts'
import { shownNumber } from '../shared/format-number.server.ts'
import type { Route } from './+types/conversation.page'
import { ContactPane } from './contact-pane.tsx'
import { ConversationHead } from './conversation-head.tsx'
import styles from './inbox.module.css'
import { ownConversation } from './own-conversation.server.ts'
import { shownConversation } from './shown-conversation.server.ts'
import { useMarkKey } from './use-inbox-keys.ts'
import { writtenCursor } from './timeline-cursor.ts'
import { Timeline } from './timeline.tsx'

export const handle = { permission: 'conversations.see' }

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, session, conversation, number } = await ownConversation(context, { id: params.conversation, permission: 'conversations.see' })
  const { calls, before } = await timeline(db, { organisation: session.organisation.id, conversation: conversation.id })
  const about = { number: number.id, openToOrganisation: number.openToOrganisation }
  return {
    conversation: shownConversation(conversation),
    calls,
    before: writtenCursor(before),
    ownNumber: shownNumber(number.e164),
    mayWork: may(session, 'conversations.work', about),
    mayHear: may(session, 'recordings.hear', about),
    mayChangeContacts: may(session, 'contacts.manage'),
  }
}

export default function ConversationPage({ loaderData }: Route.ComponentProps) {
  const { conversation, calls, before, mayWork, mayHear } = loaderData
  useMarkKey(conversation, { mayWork })
  useMarkRead(mayWork && conversation.unread ? conversation.id : null)
  return (
    <>
      <section className={styles.conversation} aria-label={`Conversation with ${conversation.title}`}>
        <title>{`${conversation.title} · Inbox · Ringdown`}</title>
        <ConversationHead conversation={conversation} mayWork={mayWork} />
        <Timeline key={conversation.id} conversation={conversation} calls={calls} before={before} mayHear={mayHear} />
      </section>
      <ContactPane {...loaderData} />
    </>
  )
}

/** Whoever looks at a conversation has read it, for the whole team; not while the page lies in the background. */
function useMarkRead(unread: string | null): void {
  const submit = useSubmit()
  const mark = useEffectEvent((id: string) => {
    if (!document.hidden) void submit({ as: 'read' }, { method: 'post', action: `/inbox/${id}/mark`, navigate: false, fetcherKey: `mark ${id}` })
  })
  useEffect(() => {
    if (unread === null) return
    const timer = setTimeout(() => mark(unread), 600)
    const seen = (): void => mark(unread)
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [unread])
}

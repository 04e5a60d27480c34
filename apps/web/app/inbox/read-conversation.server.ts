import type { RouterContextProvider } from 'react-router'
import { timeline } from '#infra/db/inbox/timeline.ts'
import { callCursor, writtenCallCursor } from '../calling/shown-calls.server.ts'
import { shownNumber } from '../words/format-number.server.ts'
import { may } from '#infra/deeds/permissions.ts'
import { notFound } from '../access/require-permission.ts'
import { ownConversation } from './own-conversation.server.ts'
import { shownConversation } from '../calling/shown-conversation.server.ts'

interface Asked {
  readonly id: string
  readonly context: Readonly<RouterContextProvider>
}

/** A conversation with its newest calls, its contact, and what the person may do about it. */
export async function readConversationPage({ id, context }: Asked) {
  const { db, session, conversation, number } = await ownConversation(context, { id, permission: 'conversations.see' })
  const { calls, before } = await timeline(db, { organisation: session.organisation.id, conversation: conversation.id })
  const about = { number: number.id, openToOrganisation: number.openToOrganisation }
  return {
    conversation: shownConversation(conversation),
    calls,
    before: writtenCallCursor(before),
    ownNumber: shownNumber(number.e164),
    mayWork: may(session, 'conversations.work', about),
    mayHear: may(session, 'recordings.hear', about),
    mayChangeContacts: may(session, 'contacts.manage'),
  }
}

/** Older calls of it, from `before` in the address on. */
export async function readOlderCalls({ id, context, request }: Asked & { readonly request: Request }) {
  const { db, session, conversation } = await ownConversation(context, { id, permission: 'conversations.see' })
  const before = callCursor(new URL(request.url).searchParams.get('before'))
  if (before === null) throw notFound()
  const page = await timeline(db, { organisation: session.organisation.id, conversation: conversation.id, before })
  return { calls: page.calls, before: writtenCallCursor(page.before) }
}

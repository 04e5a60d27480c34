import { listConversations, type ListedConversation } from '#infra/db/inbox/list-conversations.ts'
import type { Database } from '#infra/db/orm.ts'
import { seenNumbers } from '../access/seen-numbers.server.ts'
import type { Session } from '../access/session.ts'
import { callersOf, type ShownContact } from './read-contacts.server.ts'

/** How many are listed on a contact's page; the inbox has the others. */
const MOST = 50

/** The conversations with a contact, under all its numbers, that this person may see; newest first. */
export async function contactConversations(
  db: Database,
  { session, contact }: { readonly session: Session; readonly contact: ShownContact },
): Promise<readonly ListedConversation[]> {
  const numbers = (await seenNumbers(db, session)).map(({ id }) => id)
  const callers = callersOf(contact).slice(0, MOST)
  const pages = await Promise.all(
    callers.map((search) =>
      listConversations(db, {
        organisation: session.organisation.id,
        member: session.member,
        numbers,
        view: 'all',
        search,
        limit: MOST,
      }),
    ),
  )
  const own = pages.flatMap(({ conversations }) =>
    conversations.filter(({ caller }) => caller !== null && callers.includes(caller)),
  )
  return [...new Map(own.map((conversation) => [conversation.id, conversation])).values()]
    .toSorted((a, b) => b.lastAt - a.lastAt)
    .slice(0, MOST)
}

import type { RouterContextProvider } from 'react-router'
import { z } from 'zod'
import { conversationViews, listConversations, type ConversationView } from '#infra/db/inbox/list-conversations.ts'
import { readCursor, writtenCursor } from '../lists/cursor.ts'
import { requirePermission } from '../access/require-permission.ts'
import { seenNumbers } from '../access/seen-numbers.server.ts'
import { servicesContext } from '../access/services.ts'
import { writtenNumbers } from '../words/written-numbers.server.ts'
import { shownConversation } from '../calling/shown-conversation.server.ts'

const query = z.object({
  view: z.enum(conversationViews).nullable().catch(null),
  number: z.guid().nullable().catch(null),
  search: z.string().trim().max(80).catch(''),
})

export interface ListFilter extends Pick<z.output<typeof query>, 'number' | 'search'> {
  readonly view: ConversationView
}

/**
 * A page of the inbox as the address asks for it: `view`, `number`, `q`, and `after` for the next page. A search looks through
 * all conversations unless a view is named; without a search, those that are open are listed.
 */
export async function readList({
  request,
  context,
}: {
  readonly request: Request
  readonly context: Readonly<RouterContextProvider>
}) {
  const session = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const { searchParams } = new URL(request.url)
  const asks = query.parse({
    view: searchParams.get('view'),
    number: searchParams.get('number'),
    search: searchParams.get('q') ?? '',
  })
  const filter: ListFilter = { ...asks, view: asks.view ?? (asks.search === '' ? 'open' : 'all') }
  const after = readCursor(searchParams.get('after'))
  const numbers = await seenNumbers(db, session)
  const asked = numbers.map(({ id }) => id).filter((id) => filter.number === null || id === filter.number)
  const page = await listConversations(db, {
    organisation: session.organisation.id,
    member: session.member,
    numbers: asked,
    view: filter.view,
    search: filter.search,
    written: writtenNumbers(filter.search, numbers),
    after: after && { lastAt: after.at, id: after.id },
  })
  const isCaughtUp =
    page.conversations.length === 0 && filter.view === 'open' && filter.search === '' && filter.number === null
  const latest = isCaughtUp
    ? await listConversations(db, {
        organisation: session.organisation.id,
        member: session.member,
        numbers: asked,
        view: 'all',
        limit: 1,
      })
    : null
  const last = latest?.conversations[0]
  return {
    filter,
    /** The newest of all, for whoever has none to deal with. */
    last: last ? shownConversation(last) : null,
    numbers: numbers.map(({ id: number, name }) => ({ id: number, name })),
    conversations: page.conversations.map(shownConversation),
    /** The moment of the reading: whatever was told since then is younger. */
    asOf: page.asOf,
    next: page.next && writtenCursor({ at: page.next.lastAt, id: page.next.id }),
  }
}

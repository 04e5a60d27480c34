import { RouterContextProvider } from 'react-router'
import { readConversationPage, readOlderCalls } from '#apps/web/app/inbox/read-conversation.server.ts'
import { readList } from '#apps/web/app/inbox/read-list.server.ts'
import { changedRows } from '#apps/web/app/events/stream-hub-of.server.ts'
import { servicesContext, type Services } from '#apps/web/app/access/services.ts'
import { sessionContext } from '#apps/web/app/access/session.ts'
import type { Asker } from './askers.ts'
import type { ByHand } from './by-hand.ts'

/** One thing that somebody looks at: as the page's loader reads it, and by hand. Both tell how many rows came. */
export interface View {
  readonly name: string
  /** @param turn changes what exactly is asked about. */
  loader(asker: Asker, turn: number): Promise<number>
  byHand(asker: Asker, turn: number): Promise<number>
}

/** The inbox's views. The contact's pane shows what the conversation's loader has read, so it is in there. */
export function viewsOf(services: Services, byHand: ByHand): readonly View[] {
  const contextOf = ({ session }: Asker): Readonly<RouterContextProvider> => {
    const context = new RouterContextProvider()
    context.set(sessionContext, session)
    context.set(servicesContext, services)
    return context
  }
  const read = async (asker: Asker, search: Record<string, string>) =>
    readList({ request: asked(search), context: contextOf(asker) })
  const list = (name: string, where: string, search: Record<string, string>): View => ({
    name,
    loader: async (asker) => (await read(asker, search)).conversations.length,
    byHand: async (asker) => Math.min(50, await byHand.list(asker, { where })),
  })
  const searching = (name: string, of: (asker: Asker, turn: number) => string): View => ({
    name,
    loader: async (asker, turn) => (await read(asker, { view: 'all', q: of(asker, turn) })).conversations.length,
    byHand: async (asker, turn) => Math.min(50, await byHand.search(asker, of(asker, turn))),
  })
  const cursors = new Map<string, string | null>()

  /** Where the second page begins; asked once for each, outside of what is measured. */
  async function after(
    key: string,
    first: () => Promise<string | null>,
  ): Promise<readonly [at: number, id: string] | undefined> {
    if (!cursors.has(key)) cursors.set(key, await first())
    const [at, id] = cursors.get(key)?.split('_') ?? []
    return at === undefined || id === undefined ? undefined : [Number(at), id]
  }
  const secondPage = (asker: Asker) => after(`open ${asker.session.member}`, async () => (await read(asker, {})).next)
  const olderCalls = (asker: Asker, id: string) =>
    after(id, async () => (await readConversationPage({ id, context: contextOf(asker) })).before)
  return [
    list('open', `and c.state = 'open'`, {}),
    {
      name: 'open, the second page',
      loader: async (asker) =>
        (await read(asker, { after: (await secondPage(asker))?.join('_') ?? '' })).conversations.length,
      async byHand(asker) {
        const cursor = await secondPage(asker)
        return Math.min(
          50,
          await byHand.list(asker, { where: `and c.state = 'open'`, ...(cursor && { after: cursor }) }),
        )
      },
    },
    {
      name: 'mine',
      loader: async (asker) => (await read(asker, { view: 'mine' })).conversations.length,
      byHand: async (asker) => Math.min(50, await byHand.mine(asker)),
    },
    list('unread', 'and c.unread', { view: 'unread' }),
    list('missed', 'and c.missed', { view: 'missed' }),
    list('unanswered', `and c.missed and c.state = 'open'`, { view: 'unanswered' }),
    list('done', `and c.state = 'done'`, { view: 'done' }),
    {
      name: 'a number',
      loader: async (asker) => (await read(asker, { number: asker.number })).conversations.length,
      byHand: async (asker) =>
        Math.min(50, await byHand.list(asker, { where: `and c.state = 'open'`, number: asker.number })),
    },
    searching('search by name', ({ names }, turn) => pickOf(names, turn)),
    searching('search by two letters', (_asker, turn) => pickOf(['an', 'ma', 'er', 'be'], turn)),
    searching('search by number', ({ digits }, turn) => pickOf(digits, turn)),
    {
      name: 'a conversation and its contact',
      loader: async (asker, turn) =>
        (await readConversationPage({ id: pickOf(asker.conversations, turn), context: contextOf(asker) })).calls.length,
      byHand: async (asker, turn) => Math.min(30, await byHand.conversation(asker, pickOf(asker.conversations, turn))),
    },
    {
      // what the stream tells of a conversation, beside the list that open pages would read again for it
      name: 'a changed row',
      loader: async ({ session, conversations }, turn) => {
        const changed = { calls: [], conversations: [pickOf(conversations, turn)] }
        return (await changedRows(services.db, { organisation: session.organisation.id, ...changed })).length
      },
      byHand: async (asker) => Math.min(1, (await read(asker, {})).conversations.length),
    },
    {
      name: 'a conversation, older calls',
      async loader(asker, turn) {
        const id = pickOf(asker.conversations, turn)
        const before = await olderCalls(asker, id)
        if (before === undefined) return 0 // of a small run no conversation may be that long
        return (await readOlderCalls({ id, context: contextOf(asker), request: asked({ before: before.join('_') }) }))
          .calls.length
      },
      async byHand(asker, turn) {
        const id = pickOf(asker.conversations, turn)
        const before = await olderCalls(asker, id)
        return before === undefined ? 0 : Math.min(30, await byHand.conversation(asker, id, before))
      },
    },
  ]
}

function asked(search: Record<string, string>): Request {
  return new Request(`http://inbox.test/inbox?${new URLSearchParams(search).toString()}`)
}

function pickOf(list: readonly string[], turn: number): string {
  return list[turn % list.length] ?? ''
}

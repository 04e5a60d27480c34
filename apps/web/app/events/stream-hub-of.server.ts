import { changedConversations, type Changed } from '#infra/db/inbox/changed-conversations.ts'
import { eventsSince } from '#infra/db/inbox/live-events.ts'
import type { Database } from '#infra/db/orm.ts'
import type { ChangedRow } from './stream-follower.ts'
import { EventHub } from './stream-hub.server.ts'
import type { Services } from '../access/services.ts'
import { shownConversation } from '../calling/shown-conversation.server.ts'

const hubs = new WeakMap<Services, EventHub>()

/** The one hub of this process; it listens to the database from the first time that somebody follows. */
export function hubOf(services: Services): EventHub {
  const known = hubs.get(services)
  if (known) return known
  const { db, listen } = services
  const hub = new EventHub({
    read: {
      since: (organisation, from, limit) => eventsSince(db, { organisation, from, limit }),
      changed: (organisation, changed) => changedRows(db, { organisation, ...changed }),
    },
    listen: (options) => listen(options),
  })
  hubs.set(services, hub)
  return hub
}

/** The rows of conversations in which something has changed, as the inbox's loaders make them. */
export async function changedRows(
  db: Database,
  changed: Changed & { readonly organisation: string },
): Promise<readonly ChangedRow[]> {
  return (await changedConversations(db, changed)).map(({ conversation, calls, people, waiting }) => ({
    number: conversation.number.id,
    people,
    row: { conversation: shownConversation(conversation), calls, waiting },
  }))
}

import { eventsSince } from '#infra/db/inbox/live-events.ts'
import { EventHub } from './stream-hub.server.ts'
import type { Services } from '../access/services.ts'

const hubs = new WeakMap<Services, EventHub>()

/** The one hub of this process; it listens to the database from the first time that somebody follows. */
export function hubOf(services: Services): EventHub {
  const known = hubs.get(services)
  if (known) return known
  const { db, listen } = services
  const hub = new EventHub({
    read: {
      since: (organisation, from, limit) => eventsSince(db, { organisation, from, limit }),
    },
    listen: (options) => listen(options),
  })
  hubs.set(services, hub)
  return hub
}

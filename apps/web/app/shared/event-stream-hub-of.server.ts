import { eventsAfter, eventsOfCallAfter, newestEvent } from '#infra/db/inbox/live-events.ts'
import { EventHub } from './event-stream-hub.server.ts'
import type { Services } from './services.ts'

const hubs = new WeakMap<Services, EventHub>()

/** The one hub of this process; it listens to the database from the first time that somebody follows. */
export function hubOf(services: Services): EventHub {
  const known = hubs.get(services)
  if (known) return known
  const { db, listen } = services
  const hub = new EventHub({
    read: {
      ofCall: (organisation, call, after) => eventsOfCallAfter(db, { organisation, call, after }),
      since: (organisation, after, limit) => eventsAfter(db, { organisation, after, limit }),
      newest: (organisation) => newestEvent(db, { organisation }),
    },
    listen: (options) => listen(options),
  })
  hubs.set(services, hub)
  return hub
}

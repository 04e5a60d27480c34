import { eventStream } from '../shared/event-stream.server.ts'
import { hubOf } from '../shared/event-stream-hub-of.server.ts'
import { may } from '../shared/permissions.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { seenNumbers } from '../shared/seen-numbers.server.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/events.route'
import { dressed } from './dressed.server.ts'

export const handle = { permission: 'organisation.see' }

/** What happens in calls of the numbers that the person may see, as it happens; whoever may read of all calls learns when to look. */
export function loader({ request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const services = context.get(servicesContext)
  return eventStream(request, {
    follow: (after, tell) =>
      hubOf(services).follow(session.organisation.id, {
        after,
        tell,
        dress: dressed,
        readsAllCalls: may(session, 'audit.see'),
        numbers: async () => new Set((await seenNumbers(services.db, session)).map(({ id }) => id)),
      }),
  })
}

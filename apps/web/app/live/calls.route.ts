import { eventsOfOpenCalls } from '#infra/db/inbox/live-events.ts'
import { countUnread } from '#infra/db/inbox/count-unread.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { requirePermission } from '../access/require-permission.ts'
import { seenNumbers } from '../access/seen-numbers.server.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/calls.route'
import { dressedAt } from './dressed.server.ts'

export const handle = { permission: 'organisation.see' }

/** What runs at this moment, told by its events, so that those that come next continue it; and how much waits to be read. */
export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const organisation = session.organisation.id
  const numbers = (await seenNumbers(db, session)).map(({ id }) => id)
  const events = await eventsOfOpenCalls(db, { organisation, numbers })
  const dress = dressedAt(await db.withOrganisation(organisation, (em) => homeOf(em, organisation)))
  const unread = await countUnread(db, { organisation, numbers })
  return { events: events.flatMap((event) => dress(event) ?? []), unread, now: Date.now() }
}

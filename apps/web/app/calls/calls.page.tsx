import { Title } from '@mantine/core'
import { searchCalls } from '#infra/db/inbox/search-calls.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { CallRows } from '../calling/call-rows.tsx'
import { may } from '#infra/deeds/permissions.ts'
import { requirePermission } from '../access/require-permission.ts'
import { seenNumbers } from '../access/seen-numbers.server.ts'
import { servicesContext } from '../access/services.ts'
import { callCursor, shownCalls, writtenCallCursor } from '../calling/shown-calls.server.ts'
import { anyCall, useFreshOnEvents } from '../events/use-events-fresh.ts'
import { ZoneNote } from '../look/zone-note.tsx'
import type { Route } from './+types/calls.page'
import styles from './calls.module.css'

export const handle = { permission: 'organisation.see' }

/** Calls of the numbers that one is on; whoever may read what happened to any call sees them all. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const readsAllCalls = may(session, 'audit.see')
  const filter = readsAllCalls ? {} : { numbers: (await seenNumbers(db, session)).map(({ id }) => id) }
  const { calls, next } = await searchCalls(db, {
    organisation: session.organisation.id,
    filter,
    after: callCursor(new URL(request.url).searchParams.get('after')),
  })
  const { timeZone } = await db.withOrganisation(session.organisation.id, (em) =>
    em.findOneOrFail(Organisation, { id: session.organisation.id }),
  )
  return { calls: shownCalls(calls), next: writtenCallCursor(next), readsAllCalls, timeZone }
}

export default function CallsPage({ loaderData: { calls, next, readsAllCalls, timeZone } }: Route.ComponentProps) {
  useFreshOnEvents({ calls: anyCall, things: ['inbox', 'marks', 'numbers', 'names', 'contacts'] })
  return (
    <div className={styles.list}>
      <title>Calls · Ringdown</title>
      <div>
        <Title order={1}>Calls</Title>
        <ZoneNote timeZone={timeZone} />
      </div>
      <CallRows
        calls={calls}
        next={next}
        timeZone={timeZone}
        nothing={{
          title: 'No calls yet',
          what: `Every call ${readsAllCalls ? '' : 'to one of your numbers '}is listed here, with what happened in it.`,
        }}
      />
    </div>
  )
}

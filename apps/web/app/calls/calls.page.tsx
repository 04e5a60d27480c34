import { Title } from '@mantine/core'
import { searchCalls } from '#infra/db/inbox/search-calls.ts'
import { CallRows } from '../shared/call-rows.tsx'
import { may } from '../shared/permissions.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { seenNumbers } from '../shared/seen-numbers.server.ts'
import { servicesContext } from '../shared/services.ts'
import { callCursor, shownCalls, writtenCallCursor } from '../shared/shown-calls.server.ts'
import { useFreshOnEvents } from '../shared/use-events-fresh.ts'
import type { Route } from './+types/calls.page'
import styles from './calls.module.css'

export const handle = { permission: 'organisation.see' }

/** Calls of the numbers that one is on; whoever may read what happened to any call sees them all. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const { db } = context.get(servicesContext)
  const readsAllCalls = may(session, 'audit.see')
  const filter = readsAllCalls ? {} : { numbers: (await seenNumbers(db, session)).map(({ id }) => id) }
  const { calls, next } = await searchCalls(db, { organisation: session.organisation.id, filter, after: callCursor(new URL(request.url).searchParams.get('after')) })
  return { calls: shownCalls(calls), next: writtenCallCursor(next), readsAllCalls }
}

export default function CallsPage({ loaderData: { calls, next, readsAllCalls } }: Route.ComponentProps) {
  useFreshOnEvents()
  return (
    <div className={styles.list}>
      <title>Calls · Ringdown</title>
      <Title order={1}>Calls</Title>
      <CallRows calls={calls} next={next} nothing={{ title: 'No calls yet', what: `Every call ${readsAllCalls ? '' : 'to a number that you are on '}is kept here, with what happened in it.` }} />
    </div>
  )
}

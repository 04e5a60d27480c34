import { Title } from '@mantine/core'
import { redirect } from 'react-router'
import { startOfDay } from '#flows/language/time-zone.ts'
import { searchCalls } from '#infra/db/inbox/search-calls.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { addressOf } from '../reach/addresses.ts'
import { productContext } from '../access/contexts.ts'
import { CallRows } from '../calling/call-rows.tsx'
import { may } from '#infra/deeds/permissions.ts'
import { requirePermission } from '../access/require-permission.ts'
import { seenNumbers } from '../access/seen-numbers.server.ts'
import { servicesContext } from '../access/services.ts'
import { shownCalls } from '../calling/shown-calls.server.ts'
import team from '../look/team.module.css'
import { telephone } from '../words/telephone.server.ts'
import { anyCall, useFreshOnEvents } from '../events/use-events-fresh.ts'
import { useFreshOnReturn } from '../events/use-fresh-on-return.ts'
import { ZoneNote } from '../look/zone-note.tsx'
import type { Route } from './+types/start.page'
import { Tasks } from './tasks.tsx'
import { Silent, Unconfirmed } from './unconfirmed.tsx'
import { whatIsLeft } from './what-is-left.server.ts'

export const handle = { permission: 'organisation.see' }

/** What is left to do, and then whom nobody answered today. */
export async function loader({ context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  if (session.role === 'auditor') throw redirect(addressOf.audit())
  const { db } = context.get(servicesContext)
  const organisation = session.organisation.id
  const { left, timeZone, dial } = await db.withOrganisation(organisation, async (em) => ({
    left: await whatIsLeft(em, session),
    timeZone: (await em.findOneOrFail(Organisation, { id: organisation })).timeZone,
    dial: (await em.find(PhoneNumber, CALLS_ARRIVE, { orderBy: { name: 'asc' }, limit: 1 }))[0] ?? null,
  }))
  const numbers = may(session, 'audit.see') ? null : (await seenNumbers(db, session)).map(({ id }) => id)
  const today = { missed: true, from: startOfDay(Date.now(), timeZone), ...(numbers && { numbers }) }
  const { calls } = await searchCalls(db, { organisation, filter: today, limit: MOST_SHOWN })
  return {
    ...left,
    missed: shownCalls(calls),
    timeZone,
    dial: dial && { name: dial.name, ...telephone(dial.e164) },
    phonesUrl: context.get(productContext).phonesUrl,
    administrators: session.administrators,
  }
}

const MOST_SHOWN = 20

/** Numbers that can be called to try them. */
const CALLS_ARRIVE = {
  releasedAt: null,
  live: { $ne: null },
  carrierConfirmedAt: { $ne: null },
  carrierTrouble: null,
}

export default function StartPage({
  loaderData: { tasks, unconfirmed, silent, missed, timeZone, dial, phonesUrl, administrators },
}: Route.ComponentProps) {
  useFreshOnEvents({
    calls: anyCall, // the first one, and those that are missed
    things: ['inbox', 'marks', 'numbers', 'names', 'contacts', 'people', 'routing', 'flows'],
  })
  useFreshOnReturn()
  return (
    <div className={team.page}>
      <title>Home · Ringdown</title>
      <Title order={1}>Home</Title>
      <Unconfirmed numbers={unconfirmed} />
      <Silent numbers={silent} />
      {tasks.some(({ isDone }) => !isDone) && (
        <Tasks tasks={tasks} dial={dial} phonesUrl={phonesUrl} administrators={administrators} />
      )}
      <section aria-labelledby="missed" className={team.card}>
        <Title order={2} id="missed">
          Missed today
        </Title>
        {missed.length > 0 && <ZoneNote timeZone={timeZone} />}
        <CallRows
          calls={missed}
          next={null}
          timeZone={timeZone}
          nothing={{ title: 'No missed calls today', what: 'Calls that nobody answers are listed here.' }}
        />
      </section>
    </div>
  )
}

import { Button, NativeSelect, TextInput, Title } from '@mantine/core'
import { Form, useSearchParams } from 'react-router'
import { Flow } from '#infra/db/flow/flow.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { searchCalls } from '#infra/db/inbox/search-calls.ts'
import { CallRows } from '../calling/call-rows.tsx'
import { may } from '#infra/deeds/permissions.ts'
import { requireOpenly } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { anyCall, useFreshOnEvents } from '../events/use-events-fresh.ts'
import { callCursor, shownCalls, writtenCallCursor } from '../calling/shown-calls.server.ts'
import { ZoneNote } from '../look/zone-note.tsx'
import type { Route } from './+types/audit.page'
import styles from './audit.module.css'
import { auditQuery, callFilter, troubleInCalls } from './audit-query.ts'
import { peopleIn } from './people-in.server.ts'
import { AuditTabs } from './tabs.tsx'

export const handle = { permission: 'audit.see' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requireOpenly(context, 'audit.see')
  const { db } = context.get(servicesContext)
  const { searchParams } = new URL(request.url)
  const query = auditQuery(searchParams)
  const organisation = session.organisation.id
  const { home, ...choices } = await db.withOrganisation(organisation, async (em) => {
    const names = (rows: readonly { readonly id: string; readonly name: string }[]) =>
      rows.map(({ id, name }) => ({ value: id, label: name }))
    const orderBy = { name: 'asc' } as const
    const { timeZone } = await em.findOneOrFail(Organisation, { id: organisation })
    const numbers = (await em.find(PhoneNumber, {}, { orderBy })).map(({ id, name, releasedAt }) => ({
      id,
      name: releasedAt == null ? name : `${name} (released)`,
    }))
    const flows = (await em.find(Flow, {}, { orderBy })).map(({ id, name, archivedAt, deletedAt }) => ({
      id,
      name: deletedAt != null ? `${name} (deleted)` : archivedAt != null ? `${name} (archived)` : name,
    }))
    return {
      timeZone,
      home: await homeOf(em, organisation),
      numbers: names(numbers),
      people: await peopleIn(em),
      flows: names(flows),
    }
  })
  const wrong = troubleInCalls(searchParams, {
    number: choices.numbers,
    person: choices.people,
    flow: choices.flows,
  })
  const isUnderstood = Object.keys(wrong).length === 0
  const after = callCursor(searchParams.get('after'))
  const { calls, next } = isUnderstood
    ? await searchCalls(db, {
        organisation,
        filter: callFilter(query, { zone: choices.timeZone, home }),
        after,
      })
    : { calls: [], next: null }
  const written = Object.fromEntries(
    ['from', 'to', 'version', 'node', 'caller'].map((name) => [name, searchParams.get(name) ?? '']),
  )
  return {
    query,
    written,
    wrong,
    isUnderstood,
    calls: shownCalls(calls),
    next: writtenCallCursor(next),
    seesDeeds: may(session, 'deeds.see'),
    ...choices,
  }
}

const NOTHING_FITS = { title: 'No calls match', what: 'Leave a field empty, or choose other days.' }
const NOT_SEARCHED = { title: 'Nothing was searched', what: 'Correct the fields that are marked, then search again.' }

export default function AuditPage({
  loaderData: { query, written, wrong, isUnderstood, calls, next, seesDeeds, timeZone, numbers, people, flows },
}: Route.ComponentProps) {
  const [asked] = useSearchParams()
  useFreshOnEvents({ calls: anyCall, things: ['inbox', 'marks', 'numbers', 'names', 'people', 'contacts', 'flows'] })
  const any = (label: string) => ({ value: '', label })
  return (
    <div className={styles.audit}>
      <title>Audit · Ringdown</title>
      <div>
        <Title order={1}>Audit</Title>
        {seesDeeds && <AuditTabs />}
      </div>
      <Form method="get" role="search" className={styles.form} key={asked.toString()}>
        <NativeSelect
          name="number"
          label="Number"
          data={[any('Any number'), ...numbers]}
          defaultValue={query.number ?? ''}
          error={wrong.number}
        />
        <NativeSelect
          name="person"
          label="Whose phone rang"
          data={[any('Anyone'), ...people]}
          defaultValue={query.person ?? ''}
          error={wrong.person}
        />
        <TextInput name="from" type="date" label="From" defaultValue={written['from']} error={wrong.from} />
        <TextInput name="to" type="date" label="To" defaultValue={written['to']} error={wrong.to} />
        <NativeSelect
          name="flow"
          label="Flow"
          data={[any('Any flow'), ...flows]}
          defaultValue={query.flow ?? ''}
          error={wrong.flow}
        />
        <TextInput
          name="version"
          label="Version"
          inputMode="numeric"
          defaultValue={written['version']}
          error={wrong.version}
        />
        <TextInput
          name="node"
          label="Step"
          placeholder="Part of its title"
          defaultValue={written['node']}
          error={wrong.node}
        />
        <TextInput
          name="caller"
          label="Caller"
          placeholder="Name or number, or “private”"
          maxLength={80}
          defaultValue={written['caller']}
          error={wrong.caller}
        />
        <Button type="submit" className={styles.search}>
          Search
        </Button>
      </Form>
      <ZoneNote timeZone={timeZone} />
      <CallRows calls={calls} next={next} timeZone={timeZone} nothing={isUnderstood ? NOTHING_FITS : NOT_SEARCHED} />
    </div>
  )
}

import { Button, NativeSelect, NumberInput, Text, TextInput, Title } from '@mantine/core'
import { Form } from 'react-router'
import { timeZoneWords } from '#flows/time-zone.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { Member } from '#infra/db/member/member.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { searchCalls } from '#infra/db/inbox/search-calls.ts'
import { CallRows } from '../shared/call-rows.tsx'
import { may } from '../shared/permissions.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import { callCursor, shownCalls, writtenCallCursor } from '../shared/shown-calls.server.ts'
import type { Route } from './+types/audit.page'
import styles from './audit.module.css'
import { auditQuery, callFilter, leftOutOfCalls } from './audit-query.ts'
import { AuditTabs } from './tabs.tsx'

export const handle = { permission: 'audit.see' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'audit.see')
  const { db } = context.get(servicesContext)
  const { searchParams } = new URL(request.url)
  const query = auditQuery(searchParams)
  const organisation = session.organisation.id
  const choices = await db.withOrganisation(organisation, async (em) => {
    const names = (rows: readonly { readonly id: string; readonly name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }))
    const orderBy = { name: 'asc' } as const
    const { timeZone } = await em.findOneOrFail(Organisation, { id: organisation })
    return { timeZone, numbers: names(await em.find(PhoneNumber, {}, { orderBy })), people: names(await em.find(Member, {}, { orderBy })), flows: names(await em.find(Flow, {}, { orderBy })) }
  })
  const { calls, next } = await searchCalls(db, { organisation, filter: callFilter(query, choices.timeZone), after: callCursor(searchParams.get('after')) })
  return { query, wrong: leftOutOfCalls(searchParams), calls: shownCalls(calls), next: writtenCallCursor(next), seesDeeds: may(session, 'deeds.see'), ...choices, timeZone: timeZoneWords(choices.timeZone) }
}

export default function AuditPage({ loaderData: { query, wrong, calls, next, seesDeeds, timeZone, numbers, people, flows } }: Route.ComponentProps) {
  const any = (label: string) => ({ value: '', label })
  return (
    <div className={styles.audit}>
      <title>Audit · Ringdown</title>
      <div>
        <Title order={1}>Audit</Title>
        {seesDeeds && <AuditTabs />}
      </div>
      <Form method="get" role="search" className={styles.form}>
        <NativeSelect name="number" label="Number" data={[any('Any number'), ...numbers]} defaultValue={query.number ?? ''} error={wrong.number} />
        <NativeSelect name="person" label="Whose phone rang" data={[any('Anybody'), ...people]} defaultValue={query.person ?? ''} error={wrong.person} />
        <TextInput name="from" type="date" label="From" defaultValue={query.from ?? ''} error={wrong.from} />
        <TextInput name="to" type="date" label="To" defaultValue={query.to ?? ''} error={wrong.to} />
        <NativeSelect name="flow" label="Flow" data={[any('Any flow'), ...flows]} defaultValue={query.flow ?? ''} error={wrong.flow} />
        <NumberInput name="version" label="Version" min={1} allowDecimal={false} hideControls defaultValue={query.version ?? ''} error={wrong.version} />
        <TextInput name="node" label="Step" placeholder="Part of its title" defaultValue={query.node ?? ''} error={wrong.node} />
        <TextInput name="caller" label="Caller’s number" inputMode="tel" defaultValue={query.caller ?? ''} error={wrong.caller} />
        <Button type="submit" className={styles.search}>
          Search
        </Button>
      </Form>
      <Text c="dimmed">A search counts days as in {timeZone}.</Text>
      <CallRows calls={calls} next={next} nothing={{ title: 'No call fits', what: 'Widen the search: leave a field empty, or choose other days.' }} />
    </div>
  )
}

import { Button, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { Form, useSearchParams } from 'react-router'
import { timeZoneWords } from '#flows/time-zone.ts'
import { readDeeds } from '#infra/db/deeds/read-deeds.ts'
import { Member } from '#infra/db/member/member.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { may } from '../shared/permissions.ts'
import { HEARING_IN_WORDS } from '../shared/recording-words.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/deeds.page'
import styles from './audit.module.css'
import { DeedRows } from './deed-rows.tsx'
import own from './deeds.module.css'
import { deedFilter, deedsQuery, kindChoices, leftOutOfDeeds, NO_MEMBER } from './deeds-query.ts'
import { shownDeeds } from './shown-deeds.ts'
import { AuditTabs } from './tabs.tsx'

export const handle = { permission: 'deeds.see' }

const PAGE = 50

export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'deeds.see')
  const { db } = context.get(servicesContext)
  const { searchParams } = new URL(request.url)
  const query = deedsQuery(searchParams)
  const organisation = session.organisation.id
  const { deeds, people, timeZone } = await db.withOrganisation(organisation, async (em) => ({
    deeds: await readDeeds(em, { organisation, filter: deedFilter(query), limit: PAGE + 1, from: { before: query.before } }),
    people: (await em.find(Member, {}, { orderBy: { name: 'asc' } })).map(({ id, name }) => ({ value: id, label: name })),
    timeZone: (await em.findOneOrFail(Organisation, { id: organisation })).timeZone,
  }))
  const older = deeds.length > PAGE ? (deeds[PAGE - 1]?.place ?? null) : null
  return { query, wrong: leftOutOfDeeds(searchParams), deeds: shownDeeds(deeds.slice(0, PAGE), timeZone), older, people, timeZone: timeZoneWords(timeZone), seesCalls: may(session, 'audit.see') }
}

export default function DeedsPage({ loaderData: { query, wrong, deeds, older, people, timeZone, seesCalls } }: Route.ComponentProps) {
  const [asked] = useSearchParams()
  const { before: _before, ...wanted } = query
  const filters = new URLSearchParams(Object.entries(wanted).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
  const further = new URLSearchParams(filters)
  if (older !== null) further.set('before', String(older))
  return (
    <div className={styles.audit}>
      <title>What people did · Audit · Ringdown</title>
      <div>
        <Title order={1}>Audit</Title>
        {seesCalls && <AuditTabs />}
      </div>
      <Form method="get" role="search" className={styles.form} key={asked.toString()}>
        <NativeSelect name="who" label="Who" data={[{ value: '', label: 'Anybody' }, ...people, { value: NO_MEMBER, label: 'Nobody who was signed in' }]} defaultValue={query.who ?? ''} error={wrong.who} />
        <NativeSelect name="kind" label="What" data={[{ value: '', label: 'Anything' }, ...kindChoices]} defaultValue={query.kind ?? ''} error={wrong.kind} />
        <TextInput name="about" label="To what" placeholder="Part of a name" maxLength={80} defaultValue={query.about ?? ''} error={wrong.about} />
        <TextInput name="from" type="date" label="From" defaultValue={query.from ?? ''} error={wrong.from} />
        <TextInput name="to" type="date" label="To" defaultValue={query.to ?? ''} error={wrong.to} />
        <Button type="submit" className={styles.search}>
          Search
        </Button>
      </Form>
      <div className={own.files}>
        <Text c="dimmed">
          Days and times are those of {timeZone}. {HEARING_IN_WORDS}
        </Text>
        <Button component="a" href={exported(filters, 'csv')} download variant="default">
          Export as CSV
        </Button>
        <Button component="a" href={exported(filters, 'json')} download variant="default">
          Export as JSON, to be checked
        </Button>
      </div>
      {wrong.before && <Text c="red">{wrong.before}</Text>}
      <DeedRows deeds={deeds} older={older === null ? null : `?${further.toString()}`} isFiltered={asked.size > 0} />
    </div>
  )
}

function exported(filters: URLSearchParams, form: 'csv' | 'json'): string {
  return `/audit/deeds/export?${new URLSearchParams([...filters, ['form', form]]).toString()}`
}

import { Button, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { Form, useSearchParams } from 'react-router'
import { deedFilter } from '#infra/db/deeds/asked-deeds.ts'
import { kindChoices, NO_MEMBER } from '#infra/db/deeds/offered-kinds.ts'
import { readDeeds } from '#infra/db/deeds/read-deeds.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { may } from '#infra/deeds/permissions.ts'
import { addressOf } from '../reach/addresses.ts'
import { HEARING_IN_WORDS } from '../calling/recording-words.ts'
import { requireOpenly } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import { ZoneNote } from '../look/zone-note.tsx'
import type { Route } from './+types/deeds.page'
import styles from './audit.module.css'
import { DeedRows } from './deed-rows.tsx'
import own from './deeds.module.css'
import { deedsQuery, troubleInDeeds } from './deeds-query.ts'
import { peopleIn } from './people-in.server.ts'
import { shownDeeds } from './shown-deeds.ts'
import { AuditTabs } from './tabs.tsx'

export const handle = { permission: 'deeds.see' }

const PAGE = 50

export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requireOpenly(context, 'deeds.see')
  const { db } = context.get(servicesContext)
  const { searchParams } = new URL(request.url)
  const query = deedsQuery(searchParams)
  const organisation = session.organisation.id
  const { deeds, people, timeZone, wrong, isUnderstood } = await db.withOrganisation(organisation, async (em) => {
    const zone = (await em.findOneOrFail(Organisation, { id: organisation })).timeZone
    const members = await peopleIn(em)
    const trouble = troubleInDeeds(searchParams, members)
    const understood = Object.keys(trouble).length === 0
    return {
      wrong: trouble,
      isUnderstood: understood,
      deeds: understood
        ? await readDeeds(em, {
            organisation,
            filter: deedFilter(query, { zone, home: await homeOf(em, organisation) }),
            limit: PAGE + 1,
            from: { before: query.before },
          })
        : [],
      people: members,
      timeZone: zone,
    }
  })
  const older = deeds.length > PAGE ? (deeds[PAGE - 1]?.place ?? null) : null
  const written = Object.fromEntries(['about', 'from', 'to'].map((name) => [name, searchParams.get(name) ?? '']))
  return {
    query,
    written,
    wrong,
    isUnderstood,
    deeds: shownDeeds(deeds.slice(0, PAGE), timeZone),
    older,
    people,
    timeZone,
    seesCalls: may(session, 'audit.see'),
  }
}

export default function DeedsPage({
  loaderData: { query, written, wrong, isUnderstood, deeds, older, people, timeZone, seesCalls },
}: Route.ComponentProps) {
  const [asked] = useSearchParams()
  useFreshOnEvents({ things: ['record'] })
  const { before: _before, ...wanted } = query
  const filters = new URLSearchParams(
    Object.entries(wanted).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
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
        <NativeSelect
          name="who"
          label="Who"
          data={[{ value: '', label: 'Anyone' }, ...people, { value: NO_MEMBER, label: 'Someone not signed in' }]}
          defaultValue={query.who ?? ''}
          error={wrong.who}
        />
        <NativeSelect
          name="kind"
          label="What"
          data={[{ value: '', label: 'Anything' }, ...kindChoices]}
          defaultValue={query.kind ?? ''}
          error={wrong.kind}
        />
        <TextInput
          name="about"
          label="To what"
          placeholder="Part of a name or number"
          maxLength={80}
          defaultValue={written['about']}
          error={wrong.about}
        />
        <TextInput name="from" type="date" label="From" defaultValue={written['from']} error={wrong.from} />
        <TextInput name="to" type="date" label="To" defaultValue={written['to']} error={wrong.to} />
        <Button type="submit" className={styles.search}>
          Search
        </Button>
      </Form>
      <div className={own.files}>
        <div>
          <ZoneNote timeZone={timeZone} />
          <Text c="dimmed" size="sm">
            {HEARING_IN_WORDS}
          </Text>
        </div>
        {isUnderstood && (
          <>
            <Button component="a" href={exported(filters, 'csv')} download variant="default">
              Export as CSV
            </Button>
            <Button component="a" href={exported(filters, 'json')} download variant="default">
              Export as verifiable JSON
            </Button>
          </>
        )}
      </div>
      {wrong.before && <Text c="red">{wrong.before}</Text>}
      <DeedRows
        deeds={deeds}
        older={older === null ? null : `?${further.toString()}`}
        isFiltered={asked.size > 0}
        isUnderstood={isUnderstood}
      />
    </div>
  )
}

function exported(filters: URLSearchParams, form: 'csv' | 'json'): string {
  return addressOf.deedsExport(new URLSearchParams([...filters, ['form', form]]))
}

import { Anchor, Button, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { callRecordings } from '#infra/db/inbox/call-recordings.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { outcomeSentence } from '#flows/outcome-sentence.ts'
import { story } from '#flows/story.ts'
import { shownNumber } from '../shared/format-number.server.ts'
import { When } from '../shared/format-when.tsx'
import { may } from '../shared/permissions.ts'
import { useFreshOnEvents } from '../shared/use-events-fresh.ts'
import type { Route } from './+types/call.page'
import styles from './calls.module.css'
import { Events } from './events.tsx'
import { Legs } from './legs.tsx'
import { ownCall } from './own-call.server.ts'
import { Recordings } from './recordings.tsx'
import { shownEvents } from './shown-events.ts'
import { Story } from './story.tsx'

export const handle = { permission: 'conversations.see' }

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, session, record, about } = await ownCall(context, params.call)
  const key = { organisation: session.organisation.id, call: record.call }
  const [events, recordings, flow] = await Promise.all([
    eventsOf(db, key),
    callRecordings(db, key),
    db.withOrganisation(key.organisation, (em) => em.findOne(Flow, { id: record.flow })),
  ])
  const mayAudit = may(session, 'audit.see')
  return {
    call: record.call,
    outcome: record.outcome,
    number: record.number.name,
    caller: record.caller.name ?? (record.caller.e164 === null ? 'Private number' : shownNumber(record.caller.e164, { beside: record.number.e164 })),
    arrivedAt: record.arrivedAt,
    flow: { id: record.flow, name: flow?.name ?? 'a removed flow', version: record.version },
    headline: outcomeSentence(events),
    story: story(events),
    legs: record.legs.map(({ leg, name, state, why, ringingAt, joinedAt, endedAt }) => ({ leg, name, state, why, ringingAt, joinedAt, endedAt })),
    recordings: recordings.map(({ id, seconds, fileKey, views }) => ({ id, seconds, kept: fileKey !== null, views: mayAudit ? views : [] })),
    events: shownEvents(events, { withAddresses: mayAudit }),
    mayHear: may(session, 'recordings.hear', about),
    mayAudit,
    hasHistory: record.history !== null,
  }
}

export default function CallPage({ loaderData }: Route.ComponentProps) {
  const { call, headline, caller, number, arrivedAt, flow, mayAudit, hasHistory } = loaderData
  useFreshOnEvents((event) => event.call === call)
  return (
    <article className={styles.call}>
      <title>{`Call from ${caller} · Ringdown`}</title>
      <header className={styles.opening}>
        <Text c="dimmed">
          <bdi>{caller}</bdi> called {number} · <When at={arrivedAt} as="day" />, <When at={arrivedAt} as="time" />
        </Text>
        <Title order={1}>{headline}</Title>
        <Text c="dimmed">
          Answered by{' '}
          <Anchor component={Link} to={`/flows/${flow.id}`}>
            {flow.name}, version {flow.version}
          </Anchor>
        </Text>
      </header>
      <Recordings {...loaderData} />
      <Story sentences={loaderData.story} />
      <Legs legs={loaderData.legs} />
      <Events events={loaderData.events} />
      {mayAudit && (
        <footer className={styles.footer}>
          <Button component="a" href={`/calls/${encodeURIComponent(call)}/history.json`} download variant="default">
            Export the history
          </Button>
          {!hasHistory && (
            <Text c="dimmed" size="sm">
              The engine’s own history is added to it once the call has been closed for a moment.
            </Text>
          )}
        </footer>
      )}
    </article>
  )
}

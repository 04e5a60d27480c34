import { Anchor, Button, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { conversationOf } from '#infra/db/inbox/conversation-of.ts'
import { callRecordings } from '#infra/db/inbox/call-recordings.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { outcomeSentence } from '#flows/outcome-sentence.ts'
import { isolated } from '#flows/isolated.ts'
import { story } from '#flows/story.ts'
import { Contact } from '#infra/db/contact/contact.ts'
import { callCan } from '#flows/call-states.ts'
import { OutcomeMark, outcomeKind } from '../shared/call-rows-outcome.tsx'
import { EndCall } from '../shared/end-call.tsx'
import { shownNumber } from '../shared/format-number.server.ts'
import { When } from '../shared/format-when.tsx'
import { LoneLink } from '../shared/lone-link.tsx'
import { may } from '../shared/permissions.ts'
import { useFreshOnEvents } from '../shared/use-events-fresh.ts'
import type { Route } from './+types/call.page'
import styles from './calls.module.css'
import { Events } from './events.tsx'
import { Legs } from './legs.tsx'
import { ownCall } from './own-call.server.ts'
import { Recordings } from './recordings.tsx'
import { shownEvents } from './shown-events.ts'
import { shownLegs } from './shown-legs.ts'
import { Story } from './story.tsx'
import { withCaller } from './with-caller.ts'

export const handle = { permission: 'conversations.see' }

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, session, record, about } = await ownCall(context, params.call)
  const key = { organisation: session.organisation.id, call: record.call }
  const { e164 } = record.caller
  const [events, recordings, flow, contact, conversation] = await Promise.all([
    eventsOf(db, key),
    callRecordings(db, key),
    db.withOrganisation(key.organisation, (em) => em.findOne(Flow, { id: record.flow })),
    e164 === null ? null : db.withOrganisation(key.organisation, (em) => em.findOne(Contact, { e164 })),
    may(session, 'conversations.see', about) ? conversationOf(db, key) : null,
  ])
  const known = contact?.name ?? record.caller.name ?? (e164 === null ? null : shownNumber(e164, { beside: record.number.e164 }))
  const mayAudit = may(session, 'audit.see')
  return {
    call: record.call,
    outcome: record.outcome,
    number: record.number.name,
    caller: known ?? 'Private number',
    arrivedAt: record.arrivedAt,
    flow: { id: record.flow, name: flow?.name ?? 'a removed flow', version: record.version },
    headline: outcomeSentence(events),
    story: story(known === null ? events : withCaller(events, known)),
    conversation,
    mayEnd: callCan.hangUp(record) && may(session, 'calls.end', about),
    legs: shownLegs(
      record.legs.map(({ leg, name, state, why, ringingAt, joinedAt, endedAt }) => ({ leg, name, state, why, ringingAt, joinedAt, endedAt })),
      events,
    ),
    recordings: recordings.map(({ id, seconds, fileKey, notKept, views }) => ({ id, seconds, kept: fileKey !== null, notKept, views: mayAudit ? views : [] })),
    events: shownEvents(events, { withAddresses: mayAudit }),
    mayHear: may(session, 'recordings.hear', about),
    mayAudit,
    hasHistory: record.history !== null,
  }
}

export default function CallPage({ loaderData }: Route.ComponentProps) {
  const { call, headline, caller, number, arrivedAt, flow, mayAudit, hasHistory, conversation, mayEnd } = loaderData
  const kind = outcomeKind(loaderData.outcome, { hasVoicemail: loaderData.recordings.length > 0 })
  useFreshOnEvents((event) => event.call === call)
  return (
    <article className={styles.call}>
      <title>{`Call from ${isolated(caller)} · Ringdown`}</title>
      <header className={styles.opening}>
        <LoneLink to="/calls">Calls</LoneLink>
        <Text c="dimmed">
          <OutcomeMark kind={kind} /> · <bdi>{caller}</bdi> called <bdi>{number}</bdi> · <When at={arrivedAt} as="day" />, <When at={arrivedAt} as="time" />
        </Text>
        <Title order={1}>{headline}</Title>
        <Text c="dimmed">
          Flow:{' '}
          <Anchor component={Link} to={`/flows/${flow.id}`}>
            <bdi>{flow.name}</bdi>, version {flow.version}
          </Anchor>
        </Text>
        {(conversation !== null || mayEnd) && (
          <div className={styles.deeds}>
            {conversation !== null && (
              <Button component={Link} to={`/inbox/${conversation}`} variant="light">
                Open the conversation
              </Button>
            )}
            {mayEnd && <EndCall call={call} />}
          </div>
        )}
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

import { Anchor, Button, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { conversationOf } from '#infra/db/inbox/conversation-of.ts'
import { callRecordings } from '#infra/db/inbox/call-recordings.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { toldTo } from '#flows/call/happenings/seen.ts'
import { outcomeSentence } from '#flows/story/outcome-sentence.ts'
import { isolated } from '#flows/story/isolated.ts'
import { story } from '#flows/story/story.ts'
import { Contact } from '#infra/db/contact/contact.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { callCan } from '#flows/call/call-states.ts'
import { addressOf } from '../reach/addresses.ts'
import { OutcomeMark, outcomeKind } from '../calling/call-rows-outcome.tsx'
import { EndCall } from '../calling/end-call.tsx'
import { countryAbroad, e164Of, nameWithNumber, shownNumber } from '../words/format-number.server.ts'
import { When } from '../words/format-when.tsx'
import { LoneLink } from '../look/lone-link.tsx'
import { standingOn } from '#infra/deeds/calls/standing-on.ts'
import { may } from '#infra/deeds/permissions.ts'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'
import { ZoneNote } from '../look/zone-note.tsx'
import type { Route } from './+types/call.page'
import styles from './calls.module.css'
import { Events } from './events.tsx'
import { Legs } from './legs.tsx'
import { ownCall } from './own-call.server.ts'
import { Recordings } from './recordings.tsx'
import { shownEvents } from './shown-events.ts'
import { shownLegs } from './shown-legs.ts'
import { shownTalks } from './shown-talks.ts'
import { Story } from './story.tsx'
import { Talks } from './talks.tsx'
import { withCaller } from './with-caller.ts'

export const handle = { permission: 'conversations.see' }

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, session, record, about } = await ownCall(context, params.call)
  const key = { organisation: session.organisation.id, call: record.call }
  const { e164 } = record.caller
  const [events, recordings, flow, contact, conversation, organisation] = await Promise.all([
    eventsOf(db, key),
    callRecordings(db, key),
    db.withOrganisation(key.organisation, (em) => em.findOne(Flow, { id: record.flow })),
    e164 === null ? null : db.withOrganisation(key.organisation, (em) => em.findOne(Contact, { e164 })),
    may(session, 'conversations.see', about) ? conversationOf(db, key) : null,
    db.withOrganisation(key.organisation, (em) => em.findOneOrFail(Organisation, { id: key.organisation })),
  ])
  const shown = e164 === null ? null : shownNumber(e164, { beside: record.number.e164 })
  const name = contact?.name ?? record.caller.name
  const known = name === null || shown === null ? (name ?? shown) : nameWithNumber(name, shown)
  const mayAudit = may(session, 'audit.see')
  const reader = mayAudit ? 'auditors' : 'people'
  const told = toldTo(reader, events)
  return {
    call: record.call,
    outcome: record.outcome,
    state: record.state,
    number: record.number.name,
    caller: name ?? shown ?? 'Private number',
    callerNumber: name === null ? null : shown,
    /** The caller's, where it is not that of our number. */
    country: e164 === null ? null : countryAbroad(e164, { beside: record.number.e164 }),
    arrivedAt: record.arrivedAt,
    flow: { id: record.flow, name: flow?.name ?? 'a deleted flow', version: record.version },
    headline: outcomeSentence(told),
    story: story(known === null ? told : withCaller(told, known)),
    conversation,
    mayEnd:
      callCan('end', { state: record.state, as: standingOn(record, session) }) && may(session, 'calls.end', about),
    legs: shownLegs(
      record.legs.map(({ leg, name, state, why, ringingAt, pickedUpAt, claimedAt, joinedAt, endedAt }) => ({
        leg,
        name,
        state,
        why,
        ringingAt,
        pickedUpAt,
        claimedAt,
        joinedAt,
        endedAt,
      })),
      told,
    ),
    recordings: recordings.map(({ id, seconds, fileKey, notKept, views }) => ({
      id,
      seconds,
      kept: fileKey !== null,
      notKept,
      views: mayAudit ? views : [],
    })),
    ...shownTalks(events, {
      reader,
      now: Date.now(),
      calledFrom: e164,
      shown: (given) =>
        shownNumber(e164Of(given, { beside: record.number.e164 }) ?? given, { beside: record.number.e164 }),
    }),
    events: shownEvents(events, { reader, timeZone: organisation.timeZone }),
    mayHear: may(session, 'recordings.hear', about),
    mayAudit,
    timeZone: organisation.timeZone,
    hasHistory: record.history !== null,
  }
}

export default function CallPage({ loaderData }: Route.ComponentProps) {
  const {
    call,
    headline,
    caller,
    callerNumber,
    country,
    number,
    arrivedAt,
    timeZone,
    flow,
    mayAudit,
    hasHistory,
    conversation,
    mayEnd,
  } = loaderData
  const kind = outcomeKind(loaderData.outcome, {
    hasVoicemail: loaderData.recordings.length > 0,
    state: loaderData.state,
  })
  useFreshOnEvents({
    calls: (event) => event.call === call,
    things: ['inbox', 'marks', 'numbers', 'names', 'contacts', 'flows'],
  })
  return (
    <article className={styles.call}>
      <title>{`Call from ${isolated(caller)} · Ringdown`}</title>
      <header className={styles.opening}>
        <LoneLink to={addressOf.calls()}>Calls</LoneLink>
        <Text c="dimmed">
          <OutcomeMark kind={kind} /> · <bdi>{caller}</bdi>
          {callerNumber !== null && (
            <>
              {' '}
              <bdi>{callerNumber}</bdi>
            </>
          )}
          {country !== null && `, ${country},`} called <bdi>{number}</bdi> ·{' '}
          <When at={arrivedAt} as="day" timeZone={timeZone} />, <When at={arrivedAt} as="time" timeZone={timeZone} />
        </Text>
        <Title order={1}>{headline}</Title>
        <Text c="dimmed">
          Flow:{' '}
          <Anchor component={Link} to={addressOf.flow(flow.id)}>
            <bdi>{flow.name}</bdi>, version {flow.version}
          </Anchor>
        </Text>
        <ZoneNote timeZone={timeZone} />
        {(conversation !== null || mayEnd) && (
          <div className={styles.deeds}>
            {conversation !== null && (
              <Button component={Link} to={addressOf.conversation(conversation)} variant="light">
                Open the conversation
              </Button>
            )}
            {mayEnd && <EndCall call={call} />}
          </div>
        )}
      </header>
      <Recordings {...loaderData} />
      <Talks {...loaderData} />
      <Story sentences={loaderData.story} />
      <Legs legs={loaderData.legs} />
      <Events events={loaderData.events} />
      {mayAudit && (
        <footer className={styles.footer}>
          <Button component="a" href={addressOf.callHistory(call)} download variant="default">
            Export the history
          </Button>
          {!hasHistory && (
            <Text c="dimmed" size="sm">
              The engine’s own history is added shortly after the call has ended.
            </Text>
          )}
        </footer>
      )}
    </article>
  )
}

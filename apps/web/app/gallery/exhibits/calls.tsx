import { story } from '#flows/story/story.ts'
import { outcomeSentence } from '#flows/story/outcome-sentence.ts'
import { addressOf } from '../../reach/addresses.ts'
import CallPage, { type loader as callLoader } from '../../calls/call.page.tsx'
import CallsPage, { type loader as callsLoader } from '../../calls/calls.page.tsx'
import { shownEvents } from '../../calls/shown-events.ts'
import { shownLegs } from '../../calls/shown-legs.ts'
import { shownTalks } from '../../calls/shown-talks.ts'
import { CallCard } from '../../inbox/call-card.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import {
  allCalls,
  assisted,
  eventsOf,
  everyEnd,
  fault,
  longNames,
  ringing,
  rungIn,
  shownCall,
  talking,
  timelineCall,
  voicemail,
  type SeedCall,
} from '../seeds/calls.ts'
import { salesFlow, titleOf } from '../seeds/numbers.ts'
import { PageStage, Stage, type DataOf } from '../stage.tsx'

const cards = allCalls.map((call): Exhibit => ({
  id: `card-${call.id}`,
  name: `Card: ${call.name}`,
  source: 'inbox/call-card.tsx',
  show: (now) => (
    <Stage>
      <CallCard call={timelineCall(call, now)} caller={titleOf(call.caller)} mayHear />
    </Stage>
  ),
}))

const unheard: Exhibit = {
  id: 'card-not-mine-to-hear',
  name: 'Card: a voicemail for other ears',
  source: 'inbox/call-card.tsx',
  show: (now) => (
    <Stage>
      <CallCard call={timelineCall(voicemail, now)} caller={titleOf(voicemail.caller)} mayHear={false} />
    </Stage>
  ),
}

type CallData = DataOf<typeof callLoader>

function callData(call: SeedCall, now: number, more: Partial<CallData> = {}): CallData {
  const events = eventsOf(call, now)
  const { outcome, state, recordings } = timelineCall(call, now)
  return {
    call: call.id,
    outcome,
    state,
    timeZone: 'UTC',
    number: call.number.name,
    caller: titleOf(call.caller),
    country: call.caller.country ?? null,
    callerNumber: call.caller.name === null ? null : call.caller.shown,
    arrivedAt: now - call.ago,
    flow: { ...salesFlow, version: 4 },
    headline: outcomeSentence(events),
    story: story(events),
    conversation: `with-${call.id}`,
    mayEnd: outcome === null,
    legs: shownLegs(
      rungIn(events).map((rung) => ({
        ...rung,
        state: rung.endedAt !== null ? 'ended' : rung.joinedAt !== null ? 'joined' : 'ringing',
      })),
      events,
    ),
    recordings: recordings.map((recording) => ({ ...recording, views: [] })),
    ...shownTalks(events, {
      reader: 'people',
      now,
      calledFrom: call.caller.shown,
      shown: (number) => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3'),
    }),
    events: shownEvents(
      events.map((event, index) => ({ ...event, id: index, key: String(index) })),
      { reader: 'people', timeZone: 'UTC' },
    ),
    mayHear: true,
    mayAudit: false,
    hasHistory: true,
    ...more,
  }
}

function callPage(id: string, name: string, data: (now: number) => CallData): Exhibit {
  return {
    id,
    name,
    source: 'calls/call.page.tsx',
    as: 'page',
    show: (now) => <PageStage<typeof callLoader> page={CallPage} data={data(now)} />,
  }
}

const pages: readonly Exhibit[] = [
  callPage('page-voicemail', 'Page: a voicemail', (now) => callData(voicemail, now)),
  callPage('page-assistant', 'Page: an assistant has talked', (now) => callData(assisted, now)),
  callPage('page-live', 'Page: a call that rings now', (now) => callData(ringing, now)),
  callPage('page-talking', 'Page: a call in which people talk', (now) => callData(talking, now)),
  callPage('page-every-end', 'Page: every way not to answer', (now) => callData(everyEnd, now)),
  callPage('page-fault', 'Page: ended by a fault', (now) => callData(fault, now)),
  callPage('page-long', 'Page: long names', (now) => callData(longNames, now)),
  callPage('page-auditor', 'Page: for auditors, who cannot listen', (now) => {
    const data = callData(voicemail, now, { conversation: null, mayHear: false, mayAudit: true, hasHistory: false })
    const views = [
      { name: 'Ana', at: now - 3_000_000 },
      { name: 'Wilhelmina Rosalinde von Hohenstein-Württemberg zu Sayn', at: now - 2_000_000 },
    ]
    return { ...data, recordings: data.recordings.map((recording) => ({ ...recording, views })) }
  }),
]

function callsPage(
  id: string,
  name: string,
  data: (now: number) => Omit<DataOf<typeof callsLoader>, 'timeZone'>,
): Exhibit {
  return {
    id,
    name,
    source: 'calls/calls.page.tsx',
    as: 'page',
    show: (now) => (
      <PageStage<typeof callsLoader> page={CallsPage} data={{ timeZone: 'UTC', ...data(now) }} at={addressOf.calls()} />
    ),
  }
}

const lists: readonly Exhibit[] = [
  callsPage('list', 'List: one call of each kind', (now) => ({
    calls: allCalls.map((call) => shownCall(call, now)),
    next: 'older',
    readsAllCalls: false,
  })),
  callsPage('list-much', 'List: much', (now) => ({
    calls: Array.from({ length: 8 }, (_, round) =>
      allCalls.map((call) => ({
        ...shownCall(call, now),
        id: `${call.id} ${round}`,
        arrivedAt: now - call.ago - round * 86_400_000,
      })),
    ).flat(),
    next: null,
    readsAllCalls: false,
  })),
  callsPage('list-empty', 'List: nothing yet', () => ({ calls: [], next: null, readsAllCalls: false })),
  callsPage('list-empty-all', 'List: nothing yet, for those who read all calls', () => ({
    calls: [],
    next: null,
    readsAllCalls: true,
  })),
]

export const callsGroup: ExhibitGroup = {
  id: 'calls',
  name: 'Calls',
  exhibits: [...cards, unheard, ...pages, ...lists],
}

import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { keptWords } from '#infra/db/call/keep-word.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import { arrivalAt } from '#infra/db/testing/people.ts'
import { callerHasGone } from '#infra/signalwire/documents/member.ts'
import { engineAway, rings, who, type EngineAway } from './testing/engine-away.ts'

let away: EngineAway
let db: EngineAway['db']
let organisation: EngineAway['organisation']
let callbacks: EngineAway['callbacks']
let standIn: EngineAway['standIn']
let orders: EngineAway['orders']
let arrives: EngineAway['arrives']
let happen: EngineAway['happen']

beforeAll(async () => {
  away = await engineAway()
  ;({ db, organisation, callbacks, standIn, orders, arrives, happen } = away)
}, 60_000)

afterAll(() => away.close())

test('a caller hangs up while the engine is away: phones stop, who accepted is told, rows say so, and the engine hears it later', async () => {
  const key = await arrives('left')
  await happen(
    key.call,
    rings('2-1', 'leg-ringing'),
    rings('2-2', 'leg-answered'),
    { kind: 'claimed', ...who('2-2') },
    rings('2-3', null),
  )
  orders.length = 0
  await callbacks.number(organisation.id, ended('left', 'hangup'), Date.now())
  expect(orders.toSorted()).toEqual(['cancel leg-answered', 'cancel leg-ringing', 'tell leg-answered'])
  expect((await readCall(db, key))?.legs.map(({ leg, why }) => [leg, why])).toEqual([
    ['2-1', 'cancelled'],
    ['2-2', null],
    ['2-3', null],
  ])
  expect((await keptWords(db, key)).map(({ key: name }) => name).toSorted()).toEqual(['caller-ended', 'leg-ended:2-1'])
})

test('whoever was on the way into the room as the caller went is told so, though rows say that the two talk; whoever talked is let go', async () => {
  for (const [call, ago] of [
    ['in-passing', 100],
    ['after-a-talk', 5000],
  ] as const) {
    const key = await arrives(call)
    await happen(key.call, rings('2-1', 'leg-answered'), { kind: 'claimed', ...who('2-1') })
    const at = Date.now()
    await appendEvents(db, {
      ...key,
      events: [{ key: 'talking:2-1', event: { at: at - ago, node: null, what: { kind: 'talking', ...who('2-1') } } }],
    })
    orders.length = 0
    await standIn.callerLeft(key, { at, heard: Promise.resolve(false) })
    expect(orders).toEqual(['cancel leg-answered', ago < 500 ? 'tell leg-answered' : 'end leg-answered'])
  }
})

test('whoever has picked up may have pressed 1, and is told that the caller has gone', async () => {
  const key = await arrives('asks')
  // that the second has picked up was not heard
  await happen(key.call, rings('2-1', 'one-answered'), { kind: 'picked-up', leg: '2-1' }, rings('2-2', 'two-answered'))
  orders.length = 0
  await standIn.callerLeft(key, { at: Date.now(), heard: Promise.resolve(false) })
  expect(orders.toSorted()).toEqual([
    'cancel one-answered',
    'cancel two-answered',
    'tell one-answered',
    'tell two-answered',
  ])
})

test('whoever is told without the engine that the caller has gone hears it as the call is spoken in', async () => {
  const key = await arrives('auf-deutsch', { language: 'de-DE' })
  await happen(key.call, rings('2-1', 'leg-answered'), { kind: 'picked-up', leg: '2-1' })
  away.documents.length = 0
  await standIn.callerLeft(key, { at: Date.now(), heard: Promise.resolve(false) })
  expect(away.documents).toEqual([callerHasGone({ language: 'de-DE' })])
})

test('whoever has picked up beside the one who has the call is left to what they hear', async () => {
  const key = await arrives('loser')
  await happen(
    key.call,
    rings('2-1', 'leg-answered'),
    { kind: 'picked-up', leg: '2-1' },
    rings('2-2', 'leg-ringing'),
    { kind: 'claimed', ...who('2-2') },
    { kind: 'stopped-ringing', ...who('2-2'), why: 'hung-up', seconds: 3 },
  )
  orders.length = 0
  await standIn.callerLeft(key, { at: Date.now(), heard: Promise.resolve(false) })
  expect(orders).toEqual([])
})

test('the end of a caller that is told twice gives whoever accepted one last word', async () => {
  const key = await arrives('told-twice')
  await happen(key.call, rings('2-1', 'leg-answered'), { kind: 'claimed', ...who('2-1') })
  orders.length = 0
  await Promise.all([
    callbacks.number(organisation.id, ended('told-twice', 'hangup'), Date.now()),
    callbacks.number(organisation.id, ended('told-twice', 'hangup'), Date.now()),
  ])
  expect(orders).toEqual(['cancel leg-answered', 'tell leg-answered'])
})

test('whoever the engine has told that the caller is gone is not told again, and who rings on for nobody is ended', async () => {
  const key = await arrives('told-by-engine')
  await happen(
    key.call,
    rings('2-1', 'leg-answered'),
    { kind: 'claimed', ...who('2-1') },
    rings('2-2', 'leg-ringing'),
    { kind: 'caller-gone' },
  )
  orders.length = 0
  await standIn.callerLeft(key, { at: Date.now(), heard: Promise.resolve(true) })
  expect(orders).toEqual(['cancel leg-ringing'])
})

test('a leg that ends while the engine is away is over in its row: who hung up without a 1 has not accepted', async () => {
  const key = await arrives('leg-ends')
  await happen(key.call, rings('2-1', 'leg-a'))
  await callbacks.leg(key, '2-1', ended('leg-a', 'hangup'), Date.now())
  expect((await readCall(db, key))?.legs).toMatchObject([{ state: 'ended', why: 'not-accepted' }])
})

test('a phone that was stopped is over in its row, for that reason, although whoever ordered it did not write it; one that was written is told nobody again', async () => {
  const key = await arrives('stopped')
  await happen(key.call, rings('2-1', 'leg-a'), rings('2-2', 'leg-b'), {
    kind: 'stopped-ringing',
    ...who('2-2'),
    why: 'cancelled',
    seconds: 3,
  })
  for (const [leg, carrier] of [
    ['2-1', 'leg-a'],
    ['2-2', 'leg-b'],
  ] as const)
    await callbacks.leg(key, leg, ended(carrier, 'cancel'), Date.now())
  await expect
    .poll(async () => (await readCall(db, key))?.legs, { timeout: 10_000 })
    .toMatchObject([
      { leg: '2-1', state: 'ended', why: 'cancelled' },
      { leg: '2-2', state: 'ended' },
    ])
  expect((await keptWords(db, key)).map(({ key: name }) => name)).toEqual(['leg-ended:2-1'])
})

test('whoever takes the call at their second phone while its document rings them is named', async () => {
  const call = 'at-the-desk'
  const arrival = arrivalAt(organisation, { call })
  const roster = arrival.facts.roster.map((seat) => ({ ...seat, also: ['+13035550142'] }))
  await freezeArrival(db, { arrival: { ...arrival, facts: { ...arrival.facts, roster } } })
  const key = { organisation: organisation.id, call }
  const device = { type: 'phone', params: { to_number: '+13035550142', from_number: '+12025550199' } }
  const params = { call_id: call, connect_state: 'connected', peer: { call_id: 'desk', node_id: 'n', device } }
  await callbacks.ladderStatus(key, { event_type: 'calling.call.connect', params }, Date.now())
  const told = (await keptWords(db, key)).map(({ signal }) => signal)
  expect(told).toMatchObject([{ kind: 'ladder-connected', name: 'Mia' }])
})

test.each([
  ['by the name that its flow has for them', { name: 'Answering service' }, 'Answering service'],
  ['by their number where it has none', {}, '+442079460123'],
])('whoever takes a call outside that its document forwards is named %s', async (_how, called, name) => {
  const call = `outside-${name.replaceAll(/\W/g, '-')}`
  const arrival = arrivalAt(organisation, { call })
  const forward = {
    id: 'out',
    kind: 'forward',
    title: 'Out',
    config: { to: '+44 20 7946 0123', seconds: 20, ...called },
  }
  const steps = { ...arrival.plan.steps, out: { ...forward, exits: {} } }
  await freezeArrival(db, { arrival: { ...arrival, plan: { ...arrival.plan, steps } } })
  const key = { organisation: organisation.id, call }
  const device = { type: 'phone', params: { to_number: '+442079460123', from_number: '+12025550199' } }
  const params = { call_id: call, connect_state: 'connected', peer: { call_id: 'desk', node_id: 'n', device } }
  await callbacks.ladderStatus(key, { event_type: 'calling.call.connect', params }, Date.now())
  const told = (await keptWords(db, key)).map(({ signal }) => signal)
  expect(told).toMatchObject([{ kind: 'ladder-connected', name }])
})

test('that a recording is ready is written, and told to nobody: the engine may be about to close the call, which it would undo', async () => {
  const key = await arrives('recorded')
  await callbacks.recording(
    key,
    {
      event_type: 'calling.call.record',
      params: { call_id: 'recorded', state: 'finished', url: 'https://files.example.com/r1', duration: 3 },
    },
    Date.now(),
  )
  expect((await eventsOf(db, key)).map(({ key: name }) => name)).toContain('recording:https://files.example.com/r1')
  expect(await keptWords(db, key)).toEqual([])
})

const ended = (call_id: string, end_reason: string) => ({
  event_type: 'calling.call.state',
  event_channel: 'swml:x',
  timestamp: Date.now() / 1000,
  params: { call_id, call_state: 'ended', end_reason },
})

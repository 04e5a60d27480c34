import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Happening } from '#flows/call-events.ts'
import { eventKey } from '#flows/event-key.ts'
import type { Ladder } from '#flows/ladder.ts'
import type { Plan } from '#flows/plan.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { readDriver } from '#infra/db/call/driver.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { callerGoneWritten } from '#infra/db/call/caller-left.ts'
import { keptWords } from '#infra/db/call/keep-word.ts'
import { openLegsOf } from '#infra/db/call/open-legs.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { temporalClient } from '#infra/temporal/client.ts'
import { Callbacks } from './callbacks.ts'
import { CarrierClock } from './carrier-clock.ts'
import { Openings } from './openings.ts'
import { PostOffice } from './post-office.ts'
import { Questions } from './questions.ts'
import { StandIn } from './stand-in.ts'
import { TemporalCalls } from './temporal-calls.ts'

/** The carrier's edge with its database and no Temporal behind it. */

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let questions: Questions
let callbacks: Callbacks
let standIn: StandIn
/** What the carrier was told to do. */
const orders: string[] = []

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  const log = pino({ enabled: false })
  const store = new DatabaseStore(db, 3000)
  const calls = new TemporalCalls(temporalClient({ TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'default', TEMPORAL_TLS: false, PAYLOAD_KEYS: [{ id: 'k', key: new Uint8Array(32) }] }))
  const openings = new Openings({ store, calls, log })
  const post = new PostOffice({ calls, store, openings, log })
  const urls = carrierUrls({ publicUrl: 'https://phone.example.com', secret: 'a secret of at least thirty-two characters' })
  questions = new Questions({ store, calls, post, openings, urls, log })
  const carrier = {
    async cancel(id: string) {
      orders.push(`cancel ${id}`)
      if (id.endsWith('answered')) throw new CarrierError({ kind: 'refused', code: 'cannot_cancel_in_progress', status: 422, message: 'cancel: in progress' })
    },
    async end(id: string) {
      orders.push(`end ${id}`)
    },
    async redirect({ id }: { readonly id: string }) {
      orders.push(`tell ${id}`)
    },
  }
  standIn = new StandIn({ carrier, store, openLegs: (key) => openLegsOf(db, key), engineKnows: (key) => callerGoneWritten(db, key), tell: (key, news) => post.tell(key, news), log })
  callbacks = new Callbacks({ store, post, standIn, clock: new CarrierClock() })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const who = (leg: string) => ({ leg, member: leg, name: `Person ${leg}` })
const first = { step: 1, from: 'in' }
const lastTry = { try: 5, last: true, waited: 8000, result: null }

test('a document that nobody answers while the workflow’s phones ring goes on ringing and asks again', async () => {
  const key = await arrives('rings')
  await happen(key.call, rings('2-1', 'leg-ringing'))
  const reply = await questions.next(key, first, lastTry)
  expect(reply).toMatchObject({ reply: 'next' })
  expect((await questions.step(key, { ...first, step: 2 }))?.step).toMatchObject({ n: 1, list: [{ do: 'park' }] })
  expect(await questions.alone(key, first)).toMatchObject({ reply: 'next' })
  await happen(key.call, { kind: 'stopped-ringing', ...who('2-1'), why: 'no-answer', seconds: 20 })
  expect(await questions.alone(key, first)).toEqual({ reply: 'alone' })
  expect(await questions.next(key, first, lastTry)).toEqual({ reply: 'alone' })
})

test('a document that is fetched while the engine is away takes no call from it: its question has ten seconds of its own', async () => {
  const key = await arrives('fetched')
  expect((await questions.step(key, { step: 3, from: 'desk' }))?.step).toMatchObject({ n: 2, list: [{ do: 'park', for: 2000 }], node: 'desk' })
  expect(await readDriver(db, key)).toBe('workflow')
})

test('a process that has never seen the call gives the ladder of where the call stands', async () => {
  const key = await arrives('later')
  const connects = (ladder: Ladder = []) => ladder.flatMap((rung) => (rung.do === 'connect' ? rung.seconds : []))
  expect(connects((await questions.step(key, { step: 2, from: 'in' }))?.step.ladder)).toEqual([20, 30])
  expect(connects((await questions.step(key, { step: 3, from: 'desk' }))?.step.ladder)).toEqual([30])
})

test('after a talk or a message only the goodbye is left, and nobody is rung anew', async () => {
  const key = await arrives('talked')
  const ladder = [{ do: 'say', prompt: { say: 'Goodbye.' } }, { do: 'hang-up', cause: 'done' }]
  expect((await questions.step(key, { step: 5, from: null }))?.step).toMatchObject({ n: 4, list: [{ do: 'park' }], ladder })
  expect(await questions.next(key, { step: 5, from: null }, lastTry)).toEqual({ reply: 'alone' })
  expect((await questions.step(key, { step: 5, from: null }))?.step).toMatchObject({ list: [{ do: 'alone' }], ladder })
  expect((await eventsOf(db, key)).map(({ key: name }) => name)).not.toContain('ladder-rings')
})

test('a caller hangs up while the engine is away: phones stop, who accepted is told, rows say so, and the engine hears it later', async () => {
  const key = await arrives('left')
  await happen(key.call, rings('2-1', 'leg-ringing'), rings('2-2', 'leg-answered'), { kind: 'claimed', ...who('2-2') }, rings('2-3', null))
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
  for (const [call, ago] of [['in-passing', 100], ['after-a-talk', 5000]] as const) {
    const key = await arrives(call)
    await happen(key.call, rings('2-1', 'leg-answered'), { kind: 'claimed', ...who('2-1') })
    const at = Date.now()
    await appendEvents(db, { ...key, events: [{ key: 'talking:2-1', event: { at: at - ago, node: null, what: { kind: 'talking', ...who('2-1') } } }] })
    orders.length = 0
    await standIn.callerLeft(key, { at, heard: Promise.resolve(false) })
    expect(orders).toEqual(['cancel leg-answered', ago < 500 ? 'tell leg-answered' : 'end leg-answered'])
  }
})

test('whoever has picked up may have pressed 1, and is told that the caller has gone', async () => {
  const key = await arrives('asks')
  // that the second has picked up, was not heard
  await happen(key.call, rings('2-1', 'one-answered'), { kind: 'picked-up', leg: '2-1' }, rings('2-2', 'two-answered'))
  orders.length = 0
  await standIn.callerLeft(key, { at: Date.now(), heard: Promise.resolve(false) })
  expect(orders.toSorted()).toEqual(['cancel one-answered', 'cancel two-answered', 'tell one-answered', 'tell two-answered'])
})

test('whoever has picked up beside the one who has the call is left to what they hear', async () => {
  const key = await arrives('loser')
  await happen(key.call, rings('2-1', 'leg-answered'), { kind: 'picked-up', leg: '2-1' }, rings('2-2', 'leg-ringing'), { kind: 'claimed', ...who('2-2') }, { kind: 'stopped-ringing', ...who('2-2'), why: 'hung-up', seconds: 3 })
  orders.length = 0
  await standIn.callerLeft(key, { at: Date.now(), heard: Promise.resolve(false) })
  expect(orders).toEqual([])
})

test('two meet before the arrival of their call is written: the engine hears of it', async () => {
  const key = { organisation: organisation.id, call: 'hasty' }
  await happen(key.call, rings('2-1', 'leg-answered'), { kind: 'claimed', ...who('2-1') }, { kind: 'handed', by: 'push', step: 3, list: [{ do: 'join', room: 'r' }] })
  await callbacks.begun(key, 3, 1000)
  await callbacks.joins(key, 3, 1000)
  const at = Date.now()
  await callbacks.room(key, '2-1', { at: 'joining', now: at })
  expect((await keptWords(db, key)).map(({ signal }) => signal)).toEqual([
    { kind: 'begun', step: 3, met: false, at: 1000 },
    { kind: 'met', leg: '2-1', at },
  ])
})

test('whoever is heard only as they leave the room has met the caller when the caller came', async () => {
  const key = await arrives('heard-late')
  await happen(key.call, rings('2-1', 'leg-answered'), { kind: 'claimed', ...who('2-1') }, { kind: 'handed', by: 'push', step: 3, list: [{ do: 'join', room: 'r' }] })
  const came = Date.now()
  await callbacks.begun(key, 3, came)
  await callbacks.room(key, '2-1', { at: 'left', now: came + 60_000 })
  expect((await keptWords(db, key)).map(({ signal }) => signal)).toEqual([{ kind: 'met', leg: '2-1', at: came }])
})

test('the end of a caller that is told twice gives whoever accepted one last word', async () => {
  const key = await arrives('told-twice')
  await happen(key.call, rings('2-1', 'leg-answered'), { kind: 'claimed', ...who('2-1') })
  orders.length = 0
  await Promise.all([callbacks.number(organisation.id, ended('told-twice', 'hangup'), Date.now()), callbacks.number(organisation.id, ended('told-twice', 'hangup'), Date.now())])
  expect(orders).toEqual(['cancel leg-answered', 'tell leg-answered'])
})

test('whoever the engine has told that the caller is gone is not told again, and who rings on for nobody is ended', async () => {
  const key = await arrives('told-by-engine')
  await happen(key.call, rings('2-1', 'leg-answered'), { kind: 'claimed', ...who('2-1') }, rings('2-2', 'leg-ringing'), { kind: 'caller-gone' })
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
  await happen(key.call, rings('2-1', 'leg-a'), rings('2-2', 'leg-b'), { kind: 'stopped-ringing', ...who('2-2'), why: 'cancelled', seconds: 3 })
  for (const [leg, carrier] of [['2-1', 'leg-a'], ['2-2', 'leg-b']] as const) await callbacks.leg(key, leg, ended(carrier, 'cancel'), Date.now())
  await expect.poll(async () => (await readCall(db, key))?.legs, { timeout: 10_000 }).toMatchObject([{ leg: '2-1', state: 'ended', why: 'cancelled' }, { leg: '2-2', state: 'ended' }])
  expect((await keptWords(db, key)).map(({ key: name }) => name)).toEqual(['leg-ended:2-1'])
})

test('that a recording is ready is written, and told to nobody: the engine may be about to close the call, which it would undo', async () => {
  const key = await arrives('recorded')
  await callbacks.recording(key, { event_type: 'calling.call.record', params: { call_id: 'recorded', state: 'finished', url: 'https://files.example.com/r1', duration: 3 } }, Date.now())
  expect((await eventsOf(db, key)).map(({ key: name }) => name)).toContain('recording:https://files.example.com/r1')
  expect(await keptWords(db, key)).toEqual([])
})

async function arrives(call: string): Promise<{ readonly organisation: string; readonly call: string }> {
  await freezeArrival(db, { arrival: { ...arrivalAt(organisation, { call }), plan: twoRings } })
  return { organisation: organisation.id, call }
}

function rings(leg: string, carrier: string | null): Happening {
  return { kind: 'rings', ...who(leg), carrier, address: '+12025550199', seconds: 20, order: 'together' }
}

async function happen(call: string, ...all: readonly Happening[]): Promise<void> {
  await appendEvents(db, { organisation: organisation.id, call, events: all.map((what) => ({ key: eventKey(what), event: { at: Date.now(), node: null, what } })) })
}

const ended = (call_id: string, end_reason: string) => ({ event_type: 'calling.call.state', event_channel: 'swml:x', timestamp: Date.now() / 1000, params: { call_id, call_state: 'ended', end_reason } })

const ring = (id: string, seconds: number, next: string | null) => ({ id, kind: 'ring-group', title: id, config: { who: { kind: 'everyone' }, seconds }, exits: { answered: null, 'no-answer': next, declined: next, nobody: next } })
const twoRings: Plan = { format: 1, hash: 'two-rings', start: 'in', steps: { in: ring('in', 20, 'desk'), desk: ring('desk', 30, null) } }

import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallEvent, Happening } from '#flows/call-events.ts'
import { callNews, listen, type CallNews } from '../listen.ts'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { appendEvents, type KeyedEvent } from './append-events.ts'
import { arrivalsToSweep } from './arrivals-to-sweep.ts'
import { readDriver, takeDriver } from './driver.ts'
import { eventsOf } from './events-of.ts'
import { freezeArrival } from './freeze-arrival.ts'
import { keepWord, keptWords, markDelivered } from './keep-word.ts'
import { openLegs } from './open-legs.ts'
import { markSpoken, readArrival } from './read-arrival.ts'
import { talkOf } from './leg-carriers.ts'
import { newestCall, readCall } from './read-call.ts'
import { rebuildCall } from './rebuild-call.ts'
import { saveHistoryExport } from './save-history-export.ts'
import { saveRecording } from './save-recording.ts'
import { talkingAddresses } from './talking-addresses.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let key: { organisation: string; call: string }
let count = 0

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

beforeEach(() => {
  count += 1
  key = { organisation: organisation.id, call: `call-${count}` }
})

const start = Date.UTC(2026, 0, 5, 12)
const mia = { leg: '2-1', member: 'mia', name: 'Mia' }
const rings: Happening = { kind: 'rings', ...mia, carrier: null, address: '+12025550199', seconds: 20, order: 'in-turn' }
const answered: readonly Happening[] = [
  { kind: 'entered', title: 'Ring', node: 'priority-chain' },
  rings,
  { kind: 'picked-up', leg: '2-1' },
  { kind: 'claimed', ...mia },
  { kind: 'talking', ...mia },
  { kind: 'talk-ended', ...mia, seconds: 3 },
  { kind: 'stopped-ringing', ...mia, why: 'hung-up', seconds: 4 },
  { kind: 'ended', outcome: 'answered', seconds: 7 },
]

function told(happenings: readonly Happening[], from = 0): readonly KeyedEvent[] {
  return happenings.map((what, index) => ({ key: `call:${from + index}`, event: { at: start + (from + index) * 1000, node: 'ring', what } satisfies CallEvent }))
}

const freeze = (seed = 1) => freezeArrival(db, { arrival: arrivalAt(organisation, { call: key.call, seed }) })

describe('an arrival', () => {
  it('is frozen by the first of many fetches at once, and the others get what it froze', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => freeze(seed)))
    expect(new Set(all.map(({ facts }) => facts.seed)).size).toBe(1)
    expect(await readArrival(db, key)).toEqual(all[0])
    expect(await eventsOf(db, key)).toMatchObject([{ key: 'arrived', at: start, what: { kind: 'arrived', caller: '+12025550150', number: 'Main line', version: 1 } }])
  })

  it('brings the call’s row with it', async () => {
    await freeze()
    expect(await readCall(db, key)).toEqual({
      ...key,
      number: { id: organisation.number, e164: organisation.e164, name: 'Main line' },
      flow: organisation.flow,
      version: 1,
      caller: { e164: '+12025550150', name: null },
      driver: 'workflow',
      state: 'listening',
      outcome: null,
      arrivedAt: start,
      answeredAt: null,
      endedAt: null,
      seconds: null,
      legs: [],
      recordings: [],
      history: null,
    })
    expect(await newestCall(db, key)).toMatchObject({ arrivedAt: start })
  })

  it('knows a contact’s name', async () => {
    const arrival = await freezeArrival(db, { arrival: arrivalAt(organisation, { call: key.call, caller: '+12025550188' }) })
    expect(arrival.facts.caller.name).toBe('Carla')
    expect(await readArrival(db, key)).toEqual(arrival)
    expect((await eventsOf(db, key))[0]?.what).toMatchObject({ caller: 'Carla' })
  })

  it('is nobody else’s, even when another organisation claims the same call', async () => {
    await freeze()
    const other = await smallOrganisation(db, { id: '33333333-3333-4333-8333-333333333333', e164: '+12025550103' })
    await expect(freezeArrival(db, { arrival: arrivalAt(other, { call: key.call }) })).rejects.toThrow(/another organisation/)
    expect(await readArrival(db, { organisation: other.id, call: key.call })).toBeNull()
  })

  it('that has not spoken is swept, and so are calls with words that wait', async () => {
    await freeze()
    const sweep = async () => (await arrivalsToSweep(db, { olderThan: -1000 })).filter(({ call }) => call === key.call)
    expect(await sweep()).toEqual([{ ...key, at: start, spoken: false, kept: 0 }])
    await markSpoken(db, { ...key, at: start + 5000 })
    expect(await sweep()).toEqual([])
    await keepWord(db, { ...key, key: 'begun-2', signal: { kind: 'begun', step: 2 } })
    await keepWord(db, { ...key, key: 'begun-2', signal: { kind: 'begun', step: 2 } })
    expect(await sweep()).toMatchObject([{ spoken: true, kept: 1 }])
    expect(await keptWords(db, key)).toMatchObject([{ call: key.call, key: 'begun-2', signal: { kind: 'begun', step: 2 } }])
    await markDelivered(db, { ...key, key: 'begun-2' })
    expect(await keptWords(db, { organisation: organisation.id })).toEqual([])
    expect(await sweep()).toEqual([])
  })
})

describe('the events of a call', () => {
  it('become its rows', async () => {
    await freeze()
    await appendEvents(db, { ...key, events: told(answered.slice(0, 5)) })
    expect(await readCall(db, key)).toMatchObject({ state: 'talking', answeredAt: start + 4000, endedAt: null, legs: [{ leg: '2-1', state: 'joined', carrier: null }] })
    expect(await talkingAddresses(db, { organisation: organisation.id, addresses: ['+12025550199', '+12025550198'] })).toEqual(new Set(['+12025550199']))
    await appendEvents(db, { ...key, events: told(answered.slice(5), 5) })
    const call = await readCall(db, key)
    expect(call).toMatchObject({ state: 'ended', outcome: 'answered', seconds: 7, endedAt: start + 7000 })
    expect(call?.legs).toEqual([
      { ...mia, carrier: null, address: '+12025550199', state: 'ended', why: 'hung-up', ringingAt: start + 1000, pickedUpAt: start + 2000, claimedAt: start + 3000, joinedAt: start + 4000, endedAt: start + 6000 },
    ])
    expect(await talkingAddresses(db, { organisation: organisation.id, addresses: ['+12025550199'] })).toEqual(new Set())
  })

  it('count once, however often and in whatever batches they are told', async () => {
    await freeze()
    expect(await appendEvents(db, { ...key, events: told(answered.slice(0, 3)) })).toBe(3)
    const twice = [...told(answered), ...told(answered)]
    expect(await appendEvents(db, { ...key, events: twice })).toBe(answered.length - 3)
    expect(await appendEvents(db, { ...key, events: twice })).toBe(0)
    expect((await eventsOf(db, key)).map((event) => event.key)).toEqual(['arrived', ...told(answered).map((event) => event.key)])
  })

  it('told by several at once are each kept once', async () => {
    await freeze()
    await Promise.all([0, 2, 4, 1, 3].map((from) => appendEvents(db, { ...key, events: told(answered).slice(from) })))
    expect(await eventsOf(db, key)).toHaveLength(answered.length + 1)
  })

  it('tell of a talk as soon as the caller is being brought to who accepted', async () => {
    await freeze()
    const moved = [...answered.slice(0, 4), { kind: 'handed', step: 3, list: [{ do: 'join', room: 'r' }], by: 'push' }] satisfies Happening[]
    await Promise.all([appendEvents(db, { ...key, events: told(moved) }), appendEvents(db, { ...key, events: told([{ kind: 'begun', step: 3 }, { kind: 'in-room', leg: mia.leg }], 9) })])
    expect(await readCall(db, key)).toMatchObject({ state: 'talking', answeredAt: start + 10_000, legs: [{ name: 'Mia', state: 'joined' }] })
    expect((await talkOf(db, key))?.leg).toBe(mia.leg)
    await appendEvents(db, { ...key, events: [{ key: 'talking:2-1', event: { at: start + 8000, node: 'ring', what: { kind: 'talking', ...mia } } }] })
    expect((await eventsOf(db, key)).filter(({ what }) => what.kind === 'talking')).toHaveLength(1)
  })

  it('count for a phone although it is kept later that it rings', async () => {
    await freeze()
    await appendEvents(db, { ...key, events: told([{ kind: 'picked-up', leg: mia.leg }, { kind: 'stopped-ringing', ...mia, why: 'declined', seconds: 1 }], 5) })
    await appendEvents(db, { ...key, events: told([rings]) })
    expect((await readCall(db, key))?.legs).toMatchObject([{ state: 'ended', why: 'declined', pickedUpAt: start + 5000, endedAt: start + 6000 }])
  })

  it('give the same rows when all of them are folded anew', async () => {
    await freeze()
    await Promise.all([4, 0, 6, 2].map((from) => appendEvents(db, { ...key, events: told(answered).slice(from, from + 2) })))
    await appendEvents(db, { ...key, events: told([{ kind: 'recording', url: 'https://carrier.test/1', seconds: 4, from: 'word' }], 20) })
    await takeDriver(db, key)
    const before = await readCall(db, key)
    await rebuildCall(db, key)
    expect(await readCall(db, key)).toEqual(before)
  })

  it('that come before the arrival are folded when it is frozen', async () => {
    await appendEvents(db, { ...key, events: told(answered) })
    expect(await readCall(db, key)).toBeNull()
    await freeze()
    expect(await readCall(db, key)).toMatchObject({ state: 'ended', outcome: 'answered', legs: [{ state: 'ended' }] })
  })

  it('leave a call that its document drives to its document', async () => {
    await freeze()
    await appendEvents(db, { ...key, events: told([rings, { kind: 'document-drives', why: 'no answer' }, rings, { kind: 'ladder-connected', name: null }]) })
    expect(await readCall(db, key)).toMatchObject({ state: 'document-driven', answeredAt: start + 3000 })
  })

  it('are told to whoever listens, once for a batch', async () => {
    const heard: CallNews[] = []
    const { promise: listening, resolve } = Promise.withResolvers<void>()
    const listener = listen({ url: server.appUrl, channels: ['call_event'], onNews: (_, payload) => heard.push(callNews(payload)), onListening: resolve })
    await listening
    await freeze()
    await appendEvents(db, { ...key, events: told(answered) })
    await expect.poll(() => heard.length).toBe(2)
    const events = await eventsOf(db, key)
    expect(heard).toEqual([{ ...key, id: events[0]?.id }, { ...key, id: events.at(-1)?.id }])
    await listener.close()
  })

  it('are heard again after the listener’s connection was cut', async () => {
    const admin = new pg.Client(server.superuserUrl)
    await admin.connect()
    let times = 0
    const heard: string[] = []
    const listener = listen({ url: server.appUrl, channels: ['call_event'], onNews: (_, payload) => heard.push(payload), onListening: () => (times += 1) })
    await expect.poll(() => times).toBe(1)
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ringdown listener'`)
    await expect.poll(() => times, { timeout: 5000 }).toBe(2)
    await freeze()
    await expect.poll(() => heard.length).toBe(1)
    await Promise.all([listener.close(), admin.end()])
  })
})

describe('the driver', () => {
  it('is taken from the workflow for good, by however many at once', async () => {
    await freeze()
    expect(await readDriver(db, key)).toBe('workflow')
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(() => takeDriver(db, key)))).toEqual([true, true, true, true, true, true])
    expect(await readDriver(db, key)).toBe('document')
  })

  it('of an unknown call is nobody', async () => {
    expect(await takeDriver(db, key)).toBe(false)
    expect(await readDriver(db, key)).toBeNull()
  })
})

describe('what the watch looks after', () => {
  it('is every call that is open, with its open legs', async () => {
    await freeze()
    const watched = async () => (await openLegs(db, key)).find(({ call }) => call === key.call)
    expect(await watched()).toEqual({ call: key.call, driver: 'workflow', number: organisation.e164, callerLeftAt: null, open: true, unknown: false, arrivedAt: start, legs: [] })
    await appendEvents(db, { ...key, events: told([rings, { ...rings, leg: '2-2', carrier: 'leg-at-carrier' }]) })
    expect((await watched())?.legs).toMatchObject([{ leg: '2-1', carrier: null, state: 'ringing', ringingAt: start }, { leg: '2-2', carrier: 'leg-at-carrier' }])
    await appendEvents(db, { ...key, events: told([{ kind: 'ended', outcome: 'missed', seconds: 9 }], 9) })
    expect(await watched()).toBeUndefined()
  })
})

describe('what is kept of a call when it is over', () => {
  it('is its recording, found by an event or not', async () => {
    await freeze()
    await appendEvents(db, { ...key, events: told([{ kind: 'recording', url: 'https://carrier.test/1', seconds: 4, from: 'word' }]) })
    const recording = { seconds: 4, fileKey: 'one.wav', bytes: 10, sha256: 'a', keptAt: start }
    await saveRecording(db, { ...key, recording: { url: 'https://carrier.test/1', ...recording } })
    await saveRecording(db, { ...key, recording: { url: 'https://carrier.test/1', ...recording, fileKey: 'again.wav' } })
    await saveRecording(db, { ...key, recording: { url: 'https://carrier.test/2', ...recording, fileKey: 'two.wav' } })
    expect((await readCall(db, key))?.recordings).toMatchObject([
      { url: 'https://carrier.test/1', from: 'word', fileKey: 'one.wav' },
      { url: 'https://carrier.test/2', from: 'log', fileKey: 'two.wav' },
    ])
  })

  it('is its history', async () => {
    await freeze()
    await saveHistoryExport(db, { ...key, history: { fileKey: 'h', sha256: 'b', events: 40, exportedAt: start } })
    await saveHistoryExport(db, { ...key, history: { fileKey: 'h', sha256: 'c', events: 41, exportedAt: start } })
    expect((await readCall(db, key))?.history).toEqual({ fileKey: 'h', sha256: 'c', events: 41 })
  })
})

describe('a database that does not answer', () => {
  it('rejects each question when the asker’s time is up, and works on afterwards', async () => {
    await freeze()
    const patient = await openDatabase({ url: server.appUrl, poolSize: 2 })
    await patient.ping()
    const backends = await frozenBackends()
    for (const pid of backends) process.kill(pid, 'SIGSTOP')
    const began = Date.now()
    const questions = [readDriver(patient, { ...key, timeout: 100 }), takeDriver(patient, { ...key, timeout: 100 }), readArrival(patient, { ...key, timeout: 100 })]
    expect(await Promise.allSettled(questions)).toMatchObject([1, 2, 3].map(() => ({ status: 'rejected', reason: { name: 'TooSlow' } })))
    expect(Date.now() - began).toBeLessThan(1000)
    for (const pid of backends) process.kill(pid, 'SIGCONT')
    await sleep(50)
    expect(await readDriver(patient, key)).toMatch(/workflow|document/)
    await patient.close()
  })

  /** The server itself and all that serves connections. */
  async function frozenBackends(): Promise<readonly number[]> {
    const admin = new pg.Client(server.superuserUrl)
    await admin.connect()
    const { rows } = await admin.query<{ pid: number }>(`select pid from pg_stat_activity where usename = 'ringdown_app'`)
    await admin.end()
    return [server.pid, ...rows.map(({ pid }) => pid)]
  }
})

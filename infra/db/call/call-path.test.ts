import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../orm.ts'
import { rings, start, told } from '../testing/answered-call.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { appendEvents } from './append-events.ts'
import { arrivalsToSweep } from './arrivals-to-sweep.ts'
import { readDriver, takeDriver } from './driver.ts'
import { eventsOf } from './events-of.ts'
import { freezeArrival } from './freeze-arrival.ts'
import { beforeFirstWord, keepWord, keptWords, markDelivered } from './keep-word.ts'
import { openLegs } from './open-legs.ts'
import { markSpoken, readArrival } from './read-arrival.ts'
import { newestCall, readCall } from './read-call.ts'
import { historiesDue, saveHistories } from './histories.ts'
import { saveRecording } from './save-recording.ts'

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

const freeze = (seed = 1) => freezeArrival(db, { arrival: arrivalAt(organisation, { call: key.call, seed }) })

describe('an arrival', () => {
  it('is frozen by the first of many fetches at once, and the others get what it froze', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => freeze(seed)))
    expect(new Set(all.map(({ facts }) => facts.seed)).size).toBe(1)
    expect(await readArrival(db, key)).toEqual(all[0])
    expect(await eventsOf(db, key)).toMatchObject([
      { key: 'arrived', at: start, what: { kind: 'arrived', caller: '+12025550150', number: 'Main line', version: 1 } },
    ])
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
    const arrival = await freezeArrival(db, {
      arrival: arrivalAt(organisation, { call: key.call, caller: '+12025550188' }),
    })
    expect(arrival.facts.caller.name).toBe('Carla')
    expect(await readArrival(db, key)).toEqual(arrival)
    expect((await eventsOf(db, key))[0]?.what).toMatchObject({ caller: 'Carla' })
  })

  it('is nobody else’s, even when another organisation claims the same call', async () => {
    await freeze()
    const other = await smallOrganisation(db, { id: '33333333-3333-4333-8333-333333333333', e164: '+12025550103' })
    await expect(freezeArrival(db, { arrival: arrivalAt(other, { call: key.call }) })).rejects.toThrow(
      /another organisation/,
    )
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
    expect(await keptWords(db, key)).toMatchObject([
      { call: key.call, key: 'begun-2', signal: { kind: 'begun', step: 2 } },
    ])
    const word = { key: 'begun-2', signal: { kind: 'begun', step: 2 } }
    expect(await beforeFirstWord(db, key)).toMatchObject({ driver: 'workflow', words: [word] })
    await markDelivered(db, { ...key, key: 'begun-2' })
    await takeDriver(db, key)
    expect(await beforeFirstWord(db, key)).toEqual({ driver: 'document', words: [] })
    expect(await beforeFirstWord(db, { ...key, call: 'unknown' })).toEqual({ driver: null, words: [] })
    expect(await keptWords(db, { organisation: organisation.id })).toEqual([])
    expect(await sweep()).toEqual([])
  })
})

describe('the driver', () => {
  it('is taken from the workflow for good, by however many at once', async () => {
    await freeze()
    expect(await readDriver(db, key)).toBe('workflow')
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(() => takeDriver(db, key)))).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
    ])
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
    expect(await watched()).toEqual({
      call: key.call,
      driver: 'workflow',
      number: organisation.e164,
      callerLeftAt: null,
      open: true,
      unknown: false,
      arrivedAt: start,
      legs: [],
    })
    await appendEvents(db, { ...key, events: told([rings, { ...rings, leg: '2-2', carrier: 'leg-at-carrier' }]) })
    expect((await watched())?.legs).toMatchObject([
      { leg: '2-1', carrier: null, state: 'ringing', ringingAt: start },
      { leg: '2-2', carrier: 'leg-at-carrier' },
    ])
    await appendEvents(db, { ...key, events: told([{ kind: 'ended', outcome: 'missed', seconds: 9 }], 9) })
    expect(await watched()).toBeUndefined()
  })
})

describe('what is kept of a call when it is over', () => {
  it('is its recording, found by an event or not', async () => {
    await freeze()
    await appendEvents(db, {
      ...key,
      events: told([{ kind: 'recording', url: 'https://carrier.test/1', seconds: 4, from: 'word' }]),
    })
    const recording = { seconds: 4, fileKey: 'one.wav', bytes: 10, sha256: 'a', keptAt: start }
    await saveRecording(db, { ...key, recording: { url: 'https://carrier.test/1', ...recording } })
    await saveRecording(db, {
      ...key,
      recording: { url: 'https://carrier.test/1', ...recording, fileKey: 'again.wav' },
    })
    await saveRecording(db, { ...key, recording: { url: 'https://carrier.test/2', ...recording, fileKey: 'two.wav' } })
    expect((await readCall(db, key))?.recordings).toMatchObject([
      { url: 'https://carrier.test/1', from: 'word', fileKey: 'one.wav' },
      { url: 'https://carrier.test/2', from: 'log', fileKey: 'two.wav' },
    ])
  })

  it('is its history, which is due from the call’s end until it is copied, or there is none', async () => {
    const due = async () =>
      (await historiesDue(db, { most: 100 })).map(({ call: due }) => due).filter((due) => due === key.call)
    const { organisation, call } = key
    const copy = { call, fileKey: 'h', sha256: 'b', events: 40, exportedAt: start }
    await freeze()
    expect(await due()).toEqual([])
    await appendEvents(db, { ...key, events: told([{ kind: 'ended', outcome: 'missed', seconds: 9 }], 9) })
    expect(await due()).toEqual([call])
    await saveHistories(db, { organisation, copied: [], later: { calls: [call], after: 60_000 } })
    expect(await due()).toEqual([])
    await saveHistories(db, { organisation, copied: [], later: { calls: [call], after: 0 } })
    expect(await due()).toEqual([call])
    await saveHistories(db, { organisation, copied: [copy] })
    await saveHistories(db, { organisation, copied: [{ ...copy, sha256: 'c', events: 41 }] })
    expect((await readCall(db, key))?.history).toEqual({ fileKey: 'h', sha256: 'c', events: 41 })
    expect(await due()).toEqual([])
  })

  it('is no history where the engine has none', async () => {
    await freeze()
    await appendEvents(db, { ...key, events: told([{ kind: 'ended', outcome: 'missed', seconds: 9 }], 9) })
    await saveHistories(db, { organisation: key.organisation, copied: [], gone: [key.call] })
    expect((await historiesDue(db, { most: 100 })).map(({ call }) => call)).not.toContain(key.call)
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
    const questions = [
      readDriver(patient, { ...key, timeout: 100 }),
      takeDriver(patient, { ...key, timeout: 100 }),
      readArrival(patient, { ...key, timeout: 100 }),
    ]
    expect(await Promise.allSettled(questions)).toMatchObject(
      [1, 2, 3].map(() => ({ status: 'rejected', reason: { name: 'TooSlow' } })),
    )
    expect(Date.now() - began).toBeLessThan(1000)
    for (const pid of backends) process.kill(pid, 'SIGCONT')
    await expect.poll(() => readDriver(patient, key).catch(String)).toMatch(/workflow|document/)
    await patient.close()
  })

  /** The server itself and all that serves connections. */
  async function frozenBackends(): Promise<readonly number[]> {
    const admin = new pg.Client(server.superuserUrl)
    await admin.connect()
    const { rows } = await admin.query<{ pid: number }>(
      `select pid from pg_stat_activity where usename = 'ringdown_app'`,
    )
    await admin.end()
    return [server.pid, ...rows.map(({ pid }) => pid)]
  }
})

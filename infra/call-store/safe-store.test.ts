import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '../db/call/append-events.ts'
import { noteCallerLeft } from '../db/call/caller-left.ts'
import { readDriver, takeDriver } from '../db/call/driver.ts'
import { freezeArrival } from '../db/call/freeze-arrival.ts'
import { openDatabase, type Database } from '../db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.ts'
import { DatabaseStore } from './database-store.ts'
import { DiskStore } from './disk-store.ts'
import { SafeStore } from './safe-store.ts'
import { DATABASE_PATIENCE } from './store.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let folder: string
let calls = 0
let store: SafeStore
const key = { organisation: '', call: '' }

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  folder = await mkdtemp(join(tmpdir(), 'ringdown-safe-'))
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
  await rm(folder, { recursive: true, force: true })
})

/** A call about which this process knows nothing yet. */
beforeEach(async () => {
  Object.assign(key, { organisation: organisation.id, call: `call-${(calls += 1)}` })
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call: key.call }) })
  store = new SafeStore(
    new DatabaseStore(db, DATABASE_PATIENCE),
    new DiskStore(join(folder, key.call)),
    pino({ level: 'silent' }),
  )
})

test('a call that has arrived keeps what was known of its caller then, and asks for no more', async () => {
  const caller = '+12025550157'
  await store.freeze(arrivalAt(organisation, { call: `${key.call}-named`, caller }))
  await db.withOrganisation(organisation.id, (em) =>
    em.execute('insert into contact (organisation_id, name, e164) values (?, ?, ?)', [organisation.id, 'Nina', caller]),
  )
  expect(await store.knownCaller({ ...key, call: `${key.call}-named` }, caller)).toBeNull()
  expect(await store.knownCaller({ ...key, call: `${key.call}-next` }, caller)).toMatchObject({
    name: 'Nina',
    calledBefore: true,
  })
})

test('while the database is away, nobody knows the caller, and the call need not wait to hear that', async () => {
  const away = await openDatabase({ url: server.appUrl.replace(/:\d+\//, ':9/') })
  const without = new SafeStore(
    new DatabaseStore(away, DATABASE_PATIENCE),
    new DiskStore(join(folder, key.call)),
    pino({ level: 'silent' }),
  )
  const asked = performance.now()
  expect(await without.knownCaller(key, '+12025550157')).toBeNull()
  expect(performance.now() - asked).toBeLessThan(3 * DATABASE_PATIENCE)
  await away.close()
})

test('while the database is slow, a call whose phones ring stays with its workflow', async () => {
  await happens({ kind: 'ordered', ...mia, seconds: 20, order: 'in-turn' })
  const slow = holdsTheRow(600)
  expect(await store.takeDriverUnlessRinging(key)).toBe(false)
  await slow
  expect(await readDriver(db, key)).toBe('workflow')
})

test('while the database is slow, nobody is dialled for a call that its document drives', async () => {
  await takeDriver(db, key)
  const slow = holdsTheRow(600)
  expect(await store.mayDial(key)).toBe(false)
  await slow
})

test('a statement that was too slow for one call keeps no other from learning who drives, what came in and who has gone', async () => {
  await happens({ kind: 'ordered', ...mia, seconds: 20, order: 'in-turn' })
  await noteCallerLeft(db, { ...key, at: 1 })
  await spared()
  expect(await store.takeDriverUnlessRinging(key)).toBe(false)
  expect(await store.callerHasLeft(key)).toBe(true)
  expect(await store.read(key)).not.toBeNull()
  await takeDriver(db, key)
  expect(await store.drivenByDocument(key)).toBe(true)
  expect(await store.mayDial(key)).toBe(false)
})

test('a document that has waited for everybody gets the call from a database that says nothing, and that is noted', async () => {
  const slow = holdsTheRow(2000)
  expect(await store.takeDriverUnlessRinging(key)).toBe(true)
  expect(await store.drivenByDocument(key)).toBe(true)
  await slow
  await store.settle()
  expect(await readDriver(db, key)).toBe('document')
})

const mia = { leg: '2-1', member: 'mia', name: 'Mia', address: '+12025550199' }

async function happens(what: Happening): Promise<void> {
  await appendEvents(db, { ...key, events: [{ key: eventKey(what), event: { at: Date.now(), node: null, what } }] })
}

/** Lets whoever wants to change the call's row wait for this many milliseconds; resolves when they may. */
async function holdsTheRow(milliseconds: number): Promise<void> {
  const held = db.withOrganisation(organisation.id, async (em) => {
    await em.execute('select 1 from call where call = ? for update', [key.call])
    await em.execute('select pg_sleep(?)', [milliseconds / 1000])
  })
  await isHeld(key.call)
  return held
}

/** Waits until somebody holds a call's row. */
async function isHeld(call: string): Promise<void> {
  const free = () =>
    db.withOrganisation(organisation.id, (em) =>
      em.execute<unknown[]>('select 1 from call where call = ? for update skip locked', [call]),
    )
  await expect.poll(free, { interval: 10 }).toEqual([])
}

/** Another call's write has just been too slow. */
async function spared(): Promise<void> {
  const other = { ...key, call: `${key.call}-other` }
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call: other.call }) })
  const slow = db.withOrganisation(organisation.id, async (em) => {
    await em.execute('select 1 from call where call = ? for update', [other.call])
    await em.execute('select pg_sleep(0.5)')
  })
  await isHeld(other.call)
  await store.takeDriver(other)
  await slow
}

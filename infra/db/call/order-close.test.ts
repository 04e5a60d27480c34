import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { takeDriver } from './driver.ts'
import { eventsOf } from './events-of.ts'
import { freezeArrival } from './freeze-arrival.ts'
import { orderClose } from './order-close.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let calls = 0
const key = { organisation: '', call: '' }

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

beforeEach(async () => {
  Object.assign(key, { organisation: organisation.id, call: `call-${(calls += 1)}` })
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call: key.call }) })
})

it('the last events of a call that its workflow drives are kept, once', async () => {
  expect(await orderClose(db, { ...key, events: [gone] })).toEqual({ isKept: true })
  expect(await orderClose(db, { ...key, events: [gone] })).toEqual({ isKept: true })
  expect(await kinds()).toEqual(['caller-gone'])
})

it('of a call that its document drives nothing is kept: what came of it has yet to be found out', async () => {
  await takeDriver(db, key)
  expect(await orderClose(db, { ...key, events: [gone] })).toEqual({ isKept: false })
  expect(await kinds()).toEqual([])
})

it('events of a call whose arrival waits on a disk are kept', async () => {
  key.call = 'not-arrived-yet'
  expect(await orderClose(db, { ...key, events: [gone] })).toEqual({ isKept: true })
  expect(await kinds()).toEqual(['caller-gone'])
})

const what: Happening = { kind: 'caller-gone' }
const gone = { key: eventKey(what), event: { at: 1000, node: null, what } }

async function kinds(): Promise<readonly string[]> {
  const kept = await eventsOf(db, key)
  return kept.map((event) => event.what.kind).filter((kind) => kind !== 'arrived')
}

import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { openDatabase, type Database } from '../orm.ts'
import { rings } from '../testing/answered-call.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { appendEvents } from './append-events.ts'
import { takeDriver } from './driver.ts'
import { eventsOf } from './events-of.ts'
import { freezeArrival } from './freeze-arrival.ts'
import { orderMove } from './order-move.ts'
import { readCall } from './read-call.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)
afterAll(async () => {
  await db.close()
  await server.remove()
})

const keyed = (what: Happening) => ({ key: eventKey(what), event: { at: Date.now(), node: null, what } })
const claimed = keyed({ kind: 'claimed', leg: '2-1', member: 'mia', name: 'Mia' })
const pushed = keyed({ kind: 'pushed', step: 3 })

it('keeps what has happened and where the caller is about to be brought, and says who drives', async () => {
  const key = { organisation: organisation.id, call: 'moved' }
  await freezeArrival(db, { arrival: arrivalAt(organisation, key) })
  await appendEvents(db, { ...key, events: [keyed(rings)] })
  expect(await orderMove(db, { ...key, events: [claimed, pushed] })).toMatchObject({
    driver: 'workflow',
    kept: { added: [claimed.key, pushed.key], before: [{ key: 'arrived' }, { key: eventKey(rings) }] },
  })
  expect(await readCall(db, key)).toMatchObject({ legs: [{ leg: '2-1', state: 'claimed' }] })
  await takeDriver(db, key)
  // carried out again, it finds what it wrote
  const again = await orderMove(db, { ...key, events: [claimed, pushed] })
  expect(again).toMatchObject({ driver: 'document', kept: { added: [] } })
  expect(again.kept.before).toEqual(await eventsOf(db, key))
  expect(await orderMove(db, { ...key, events: [] })).toMatchObject({ driver: 'document', kept: { added: [] } })
})

it('keeps what it is told of a call whose arrival has yet to come, and knows nobody who drives it', async () => {
  const key = { organisation: organisation.id, call: 'before its arrival' }
  expect(await orderMove(db, { ...key, events: [pushed] })).toMatchObject({
    driver: null,
    kept: { added: [pushed.key], before: [] },
  })
})

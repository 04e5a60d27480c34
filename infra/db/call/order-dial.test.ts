import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { appendEvents } from './append-events.ts'
import { noteCallerLeft } from './caller-left.ts'
import { takeDriver, takeDriverUnlessRinging } from './driver.ts'
import { eventsOf } from './events-of.ts'
import { freezeArrival } from './freeze-arrival.ts'
import { orderDial } from './order-dial.ts'

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
  Object.assign(key, { organisation: organisation.id, call: `ordered-${(calls += 1)}` })
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call: key.call }) })
})

const keyed = (what: Happening) => ({ key: eventKey(what), event: { at: Date.now(), node: null, what } })
const dialOf = (leg: string, address: string, ...also: readonly string[]) => ({
  addresses: [address, ...also],
  ordered: keyed({ kind: 'ordered', leg, member: leg, name: leg, address, seconds: 20, order: 'together' }),
})
const entered = keyed({ kind: 'entered', node: 'ring', title: 'Ring' })
const keptKeys = async () => (await eventsOf(db, key)).map((event) => event.key)

it('keeps what has happened and who is about to be rung, and says what may be called; from then on the document is not given the call', async () => {
  const dials = [dialOf('2-1', '+12025550171'), dialOf('2-2', '+12025550172')]
  expect(await orderDial(db, { ...key, events: [entered], dials })).toMatchObject({
    mayDial: true,
    callerLeft: false,
    talking: new Set(),
    countries: ['US'],
    kept: { added: [entered.key, 'ordered:2-1', 'ordered:2-2'] },
  })
  expect(await keptKeys()).toEqual(['arrived', entered.key, 'ordered:2-1', 'ordered:2-2'])
  expect(await takeDriverUnlessRinging(db, key)).toBe(false)
  // carried out again, it finds what it wrote
  expect((await orderDial(db, { ...key, events: [entered], dials })).kept.added).toEqual([])
})

it('orders nobody to be rung whose document drives; what has happened is kept', async () => {
  await takeDriver(db, key)
  expect(await orderDial(db, { ...key, events: [entered], dials: [dialOf('2-1', '+12025550171')] })).toMatchObject({
    mayDial: false,
    kept: { added: [entered.key] },
  })
})

it('says whether the caller has left, and whether the call is over', async () => {
  const left = async () => (await orderDial(db, { ...key, events: [], dials: [] })).callerLeft
  expect(await left()).toBe(false)
  await noteCallerLeft(db, { ...key, at: Date.now() })
  expect(await left()).toBe(true)
  Object.assign(key, { call: `${key.call}-closed` })
  expect(await left()).toBe(false)
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call: key.call }) })
  await appendEvents(db, { ...key, events: [keyed({ kind: 'ended', outcome: 'missed', seconds: 9 })] })
  expect(await left()).toBe(true)
})

it('waits for whoever is handing the call to its document, and the other way round: one of them drives', async () => {
  const outcomes = await Promise.all([
    orderDial(db, { ...key, events: [], dials: [dialOf('2-1', '+12025550177')] }),
    takeDriverUnlessRinging(db, key),
  ])
  const [{ mayDial }, isTaken] = outcomes
  expect(mayDial).toBe(isTaken === false)
  expect((await keptKeys()).includes('ordered:2-1')).toBe(mayDial)
})

it('orders nobody to be rung who talks in another call', async () => {
  const other = { ...key, call: `${key.call}-other` }
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call: other.call }) })
  const address = '+12025550173'
  await appendEvents(db, {
    ...other,
    events: [dialOf('2-1', address).ordered, keyed({ kind: 'claimed', leg: '2-1', member: 'm', name: 'M' })],
  })
  expect(
    await orderDial(db, { ...key, events: [], dials: [dialOf('2-1', address), dialOf('2-2', '+12025550174')] }),
  ).toMatchObject({ mayDial: true, talking: new Set([address]), kept: { added: ['ordered:2-2'] } })
  // nor at another phone of theirs
  expect(
    await orderDial(db, { ...key, events: [], dials: [dialOf('2-3', 'sip:m@desk.example', address)] }),
  ).toMatchObject({ talking: new Set([address]), kept: { added: [] } })
})

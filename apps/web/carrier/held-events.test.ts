import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { HeldEvents } from './held-events.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let held: HeldEvents
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
  held = new HeldEvents(new DatabaseStore(db, 2000))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
})

it('phones that ring are written together after a moment, though nothing else happens', async () => {
  held.hold(key, rings('2-1'))
  held.hold(key, rings('2-2'))
  expect(await written()).toEqual([])
  vi.advanceTimersByTime(500)
  await held.close()
  expect(await written()).toEqual(['2-1', '2-2'])
})

it('what waits goes with the next event of its call, once', async () => {
  held.hold(key, rings('2-1'))
  held.hold({ ...key, call: 'another' }, rings('9-1'))
  expect(held.take(key)).toEqual([rings('2-1')])
  expect(held.take(key)).toEqual([])
  vi.advanceTimersByTime(500)
  await held.close()
  expect(await written()).toEqual([])
})

it('a process that stops writes what waits', async () => {
  held.hold(key, rings('2-1'))
  await held.close()
  expect(await written()).toEqual(['2-1'])
})

const rings = (leg: string): CallEvent => ({ at: 1000, node: null, what: { kind: 'phone-rings', leg } })

async function written(): Promise<readonly string[]> {
  const events = await eventsOf(db, { ...key, timeout: 2000 })
  return events.flatMap(({ what }) => (what.kind === 'phone-rings' ? [what.leg] : []))
}

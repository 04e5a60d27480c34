import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { appendEvents } from './append-events.ts'
import { callerHasLeft, callerLeftAt, noteCallerLeft } from './caller-left.ts'
import { freezeArrival } from './freeze-arrival.ts'
import { rebuildCall } from './rebuild-call.ts'

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

const at = Date.UTC(2026, 0, 5, 12)
const arrived = async (call: string) => {
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call }) })
  return { organisation: organisation.id, call }
}

it('that a caller has gone is known from the moment when the carrier has told it, and the first moment stands', async () => {
  const key = await arrived('gone')
  expect(await callerHasLeft(db, key)).toBe(false)
  expect(await noteCallerLeft(db, { ...key, at })).toMatchObject({ known: true, before: [{ key: 'arrived' }] })
  expect(await noteCallerLeft(db, { ...key, at: at + 9000 })).toMatchObject({ known: true })
  expect(await callerHasLeft(db, key)).toBe(true)
  expect(await callerLeftAt(db, key)).toBe(at)
  await rebuildCall(db, key) // no event tells it, and none takes it back
  expect(await callerHasLeft(db, key)).toBe(true)
})

it('the caller of an unknown call is not kept, and that of a closed one has gone', async () => {
  const unknown = { organisation: organisation.id, call: 'unknown' }
  expect(await noteCallerLeft(db, { ...unknown, at })).toEqual({ known: false, before: [] })
  expect(await callerHasLeft(db, unknown)).toBe(false)
  const key = await arrived('closed')
  await appendEvents(db, {
    ...key,
    events: [{ key: 'ended', event: { at, node: null, what: { kind: 'ended', outcome: 'missed', seconds: 9 } } }],
  })
  expect(await callerHasLeft(db, key)).toBe(true)
})

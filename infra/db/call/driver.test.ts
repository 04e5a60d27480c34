import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { appendEvents } from './append-events.ts'
import { mayDial, readDriver, takeDriver, takeDriverUnlessRinging } from './driver.ts'
import { freezeArrival } from './freeze-arrival.ts'

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

it('a call for which nobody rings goes to its document, and is dialled for no more', async () => {
  expect(await takeDriverUnlessRinging(db, key)).toBe(true)
  expect(await mayDial(db, key)).toBe(false)
  expect(await takeDriverUnlessRinging(db, key)).toBe(true)
})

it('of a workflow and a document that want a call at the same moment, exactly one gets it', async () => {
  const [dials, drives] = await Promise.all([mayDial(db, key), takeDriverUnlessRinging(db, key)])
  expect([dials, drives].filter(Boolean)).toHaveLength(1)
  expect(await readDriver(db, key)).toBe(drives ? 'document' : 'workflow')
})

it('while a phone that the workflow has dialled may ring, the call stays with the workflow', async () => {
  await mayDial(db, key)
  await dialledBefore(9)
  await happen(10, {
    kind: 'rings',
    leg: '2-1',
    carrier: null,
    member: 'mia',
    name: 'Mia',
    address: '+12025550199',
    seconds: 20,
    order: 'in-turn',
  })
  expect(await takeDriverUnlessRinging(db, key)).toBe(false)
  await happen(2, { kind: 'stopped-ringing', leg: '2-1', member: 'mia', name: 'Mia', why: 'declined', seconds: 8 })
  expect(await takeDriverUnlessRinging(db, key)).toBe(true)
})

it('a phone whose end nobody told rings no longer than it was dialled for', async () => {
  await happen(29, {
    kind: 'rings',
    leg: '2-1',
    carrier: null,
    member: 'mia',
    name: 'Mia',
    address: '+12025550199',
    seconds: 20,
    order: 'in-turn',
  })
  expect(await takeDriverUnlessRinging(db, key)).toBe(false)
  await happen(31, {
    kind: 'rings',
    leg: '2-2',
    carrier: null,
    member: 'mia',
    name: 'Mia',
    address: '+12025550199',
    seconds: 10,
    order: 'in-turn',
  })
  await happen(0, { kind: 'stopped-ringing', leg: '2-1', member: 'mia', name: 'Mia', why: 'no-answer', seconds: 20 })
  expect(await takeDriverUnlessRinging(db, key)).toBe(true)
})

it('a phone that was ordered may ring, though nobody has come to write that it does', async () => {
  await mayDial(db, key)
  await dialledBefore(9)
  await happen(10, {
    kind: 'ordered',
    leg: '2-1',
    member: 'mia',
    name: 'Mia',
    address: '+12025550199',
    seconds: 20,
    order: 'in-turn',
  })
  expect(await takeDriverUnlessRinging(db, key)).toBe(false)
  await happen(2, { kind: 'not-rung', leg: '2-1' })
  expect(await takeDriverUnlessRinging(db, key)).toBe(true)
})

it('two who talk ring nobody: when the engine is away at the end, the document says goodbye', async () => {
  const who = { leg: '2-1', member: 'mia', name: 'Mia' }
  await happen(
    15,
    { kind: 'rings', ...who, carrier: 'c', address: '+12025550199', seconds: 20, order: 'in-turn' },
    { kind: 'claimed', ...who },
    { kind: 'talking', ...who },
  )
  expect(await takeDriverUnlessRinging(db, key)).toBe(true)
})

it('a call that is not known is nobody’s', async () => {
  const unknown = { ...key, call: 'unknown' }
  expect(await takeDriverUnlessRinging(db, unknown)).toBeNull()
  expect(await mayDial(db, unknown)).toBeNull()
  expect(await takeDriver(db, unknown)).toBe(false)
})

async function happen(secondsAgo: number, ...all: readonly Happening[]): Promise<void> {
  const at = Date.now() - secondsAgo * 1000
  await appendEvents(db, {
    ...key,
    events: all.map((what) => ({ key: eventKey(what), event: { at, node: null, what } })),
  })
}

async function dialledBefore(seconds: number): Promise<void> {
  await db.withOrganisation(organisation.id, (em) =>
    em.execute(
      'update call set dialled_at = now() - make_interval(secs => ?) where call = ?',
      [seconds, key.call],
      'run',
    ),
  )
}

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { openDatabase, type Database } from '../orm.ts'
import { answered, rings, start, told } from '../testing/answered-call.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { appendEvents } from './append-events.ts'
import type { KeptEvent } from './events-of.ts'
import { freezeArrival } from './freeze-arrival.ts'
import { writingRows } from './write-rows.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
const key = { organisation: '', call: '' }
let calls = 0
let batches = 0

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
  Object.assign(key, { organisation: organisation.id, call: `written-${(calls += 1)}` })
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call: key.call, caller: `+1202555016${calls}` }) })
})

const ben = { ...rings, leg: '2-2', member: 'ben', name: 'Ben', address: '+12025550198' } satisfies Happening

/** Which transaction has written each of the call's rows, and what a person's list is read by. */
async function writers(): Promise<Record<string, string>> {
  const rows = await db.read<{ what: string; writer: string }>(
    organisation.id,
    `with own as (select xmin, conversation_id from call where call = ?)
     select 'call' as what, xmin::text as writer from own
     union all select leg, xmin::text from leg where call = ?
     union all select 'conversation', v.xmin::text from conversation v join own on own.conversation_id = v.id
     union all select p.member, p.xmin::text from conversation_person p join own using (conversation_id)
     union all select 'recording', xmin::text from recording where call = ?`,
    [key.call, key.call, key.call],
  )
  return Object.fromEntries(rows.map(({ what, writer }) => [what, writer]))
}

/** What of the rows that were there is written by these happenings. */
async function writtenBy(...happenings: readonly Happening[]): Promise<readonly string[]> {
  const before = await writers()
  batches += 1
  await appendEvents(db, { ...key, events: told(happenings, batches * 10) })
  const after = await writers()
  return Object.keys(before).filter((row) => before[row] !== after[row])
}

it('only the rows change of which something has happened', async () => {
  await appendEvents(db, { ...key, events: told([rings, ben]) })
  expect(await writtenBy({ kind: 'picked-up', leg: '2-2' })).toEqual(['2-2'])
  expect(
    await writtenBy({ kind: 'stopped-ringing', leg: '2-1', member: 'mia', name: 'Mia', why: 'no-answer', seconds: 20 }),
  ).toEqual(['call', '2-1', 'conversation'])
  expect(await writtenBy({ kind: 'begun', step: 2 })).toEqual([])
  await appendEvents(db, {
    ...key,
    events: told([{ kind: 'recording', url: 'https://carrier.test/1', seconds: 4, from: 'word' }], 5),
  })
  expect(await writtenBy({ kind: 'ended', outcome: 'missed', seconds: 60 })).toEqual(['call', '2-2', 'conversation'])
})

it('whoever is rung for the first time is at once where the conversation is in time', async () => {
  await appendEvents(db, { ...key, events: told([rings]) })
  const at = async () =>
    await db.read(
      organisation.id,
      `select p.member, p.last_at = v.last_at as together, v.last_call as last from conversation_person p join conversation v on v.id = p.conversation_id
       join call c on c.conversation_id = v.id where c.call = ? order by p.member`,
      [key.call],
    )
  expect(await at()).toEqual([{ member: 'mia', together: true, last: key.call }])
  // a later call of the same customer takes all its people along
  const later = { ...arrivalAt(organisation, { call: `${key.call}-later`, caller: `+1202555016${calls}` }) }
  await freezeArrival(db, { arrival: { ...later, facts: { ...later.facts, arrivedAt: start + 60_000 } } })
  await appendEvents(db, { organisation: organisation.id, call: later.facts.call, events: told([ben]) })
  const last = later.facts.call
  expect(await at()).toEqual([
    { member: 'ben', together: true, last },
    { member: 'mia', together: true, last },
  ])
})

it('each row is written once in a transaction, and nothing that it shows already', () => {
  const kept = told(answered).map((event, id): KeptEvent => ({ id, key: event.key, ...event.event }))
  const tables = (events: readonly KeptEvent[], shown: readonly KeptEvent[] | null, dials = false) =>
    writingRows({ organisation: 'o', call: 'c' }, { events, shown, held: null, dials }).map(
      ({ sql }) => /(?:update|into) (\w+)/.exec(sql)?.[1],
    )
  expect(tables(kept, null, true)).toEqual(['call', 'leg'])
  expect(tables(kept, kept)).toEqual([])
  expect(tables(kept, kept, true)).toEqual(['call'])
  expect(tables(kept.slice(0, 3), kept.slice(0, 2))).toEqual(['leg'])
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendEvents } from '../call/append-events.ts'
import { freezeArrival } from '../call/freeze-arrival.ts'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { callRecordings } from './call-recordings.ts'
import { noteRecordingView } from './note-recording-view.ts'
import { searchCalls, type CallFilter } from './search-calls.ts'
import { searchText, type SearchText } from './search-text.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
const start = Date.UTC(2026, 0, 5, 12)

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  for (let day = 0; day < 5; day++) {
    const arrival = arrivalAt(organisation, { call: `call-${day}`, caller: `+1202555016${day}` })
    const caller = day === 4 ? { e164: null, name: null } : arrival.facts.caller
    await freezeArrival(db, {
      arrival: { ...arrival, facts: { ...arrival.facts, caller, arrivedAt: start + day * 86_400_000 } },
    })
  }
  await appendEvents(db, {
    organisation: organisation.id,
    call: 'call-3',
    events: [
      {
        key: 'a',
        event: { at: start, node: 'menu', what: { kind: 'entered', title: 'Ask the Ågård shop', node: 'ring-group' } },
      },
      {
        key: 'b',
        event: {
          at: start,
          node: 'menu',
          what: {
            kind: 'rings',
            leg: '1-1',
            carrier: null,
            member: 'mia',
            name: 'Mia',
            address: '+12025550199',
            seconds: 20,
            order: 'in-turn',
          },
        },
      },
      {
        key: 'c',
        event: {
          at: start,
          node: 'menu',
          what: { kind: 'recording', url: 'https://carrier.test/1', seconds: 7, from: 'word' },
        },
      },
    ],
  })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const found = async (filter: CallFilter) =>
  (await searchCalls(db, { organisation: organisation.id, filter })).calls.map(({ call }) => call)

function callerOf(typed: string): SearchText {
  const text = searchText(typed)
  if (text === null) throw new Error('nothing to look for')
  return text
}

describe('calls are found', () => {
  it('newest first, page by page', async () => {
    expect(await found({})).toEqual(['call-4', 'call-3', 'call-2', 'call-1', 'call-0'])
    const first = await searchCalls(db, { organisation: organisation.id, filter: {}, limit: 3 })
    const rest = await searchCalls(db, { organisation: organisation.id, filter: {}, limit: 3, after: first.next })
    expect([...first.calls, ...rest.calls].map(({ call }) => call)).toEqual(await found({}))
    expect(rest.next).toBeNull()
  })

  it('by number, days, person, step, version and caller', async () => {
    expect(await found({ numbers: [organisation.number] })).toHaveLength(5)
    expect(await found({ numbers: [] })).toEqual([])
    expect(await found({ from: start + 86_400_000, until: start + 3 * 86_400_000 })).toEqual(['call-2', 'call-1'])
    expect(await found({ person: 'mia' })).toEqual(['call-3'])
    for (const node of ['D SHOP', 'agard', 'A\u030Aga\u030Ard'])
      expect([node, await found({ node })]).toEqual([node, ['call-3']])
    expect(await found({ flow: organisation.flow, version: 2 })).toEqual([])
    expect(await found({ caller: callerOf('5550162') })).toEqual(['call-2'])
  })

  it('by whether the caller showed a number, and whether anybody answered', async () => {
    expect(await found({ caller: callerOf('withheld') })).toEqual(['call-4'])
    await appendEvents(db, {
      organisation: organisation.id,
      call: 'call-0',
      events: [
        { key: 'end', event: { at: start, node: null, what: { kind: 'ended', outcome: 'abandoned', seconds: 3 } } },
      ],
    })
    expect(await found({ missed: true })).toEqual(['call-0'])
  })

  it('by nobody of another organisation', async () => {
    expect((await searchCalls(db, { organisation: '22222222-2222-4222-8222-222222222222', filter: {} })).calls).toEqual(
      [],
    )
  })
})

it('who listened to a recording is kept beside it', async () => {
  const [recording] = await callRecordings(db, { organisation: organisation.id, call: 'call-3' })
  expect(recording).toMatchObject({ seconds: 7, fileKey: null, views: [] })
  await db.withOrganisation(organisation.id, (em) =>
    noteRecordingView(em, {
      organisation: organisation.id,
      call: 'call-3',
      recording: recording?.id ?? '',
      member: organisation.member,
      name: 'Mia',
    }),
  )
  expect((await callRecordings(db, { organisation: organisation.id, call: 'call-3' }))[0]?.views).toMatchObject([
    { name: 'Mia' },
  ])
})

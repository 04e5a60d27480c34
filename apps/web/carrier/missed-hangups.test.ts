import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { openDatabase } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import type { LogEntry } from '#infra/signalwire/answers.ts'
import { reconcileMissedHangups } from './missed-hangups.ts'

let opened: Awaited<ReturnType<typeof openedDatabase>>
let organisation: SmallOrganisation
const log = pino({ level: 'silent' })

beforeAll(async () => {
  opened = await openedDatabase()
  organisation = await smallOrganisation(opened.db, {
    id: '11111111-1111-4111-8111-111111111111',
    e164: '+12025550101',
  })
}, 60_000)
afterAll(() => opened.close())

test('as a web begins, callers who hung up meanwhile are found wherever phones ring, and nobody else is asked for', async () => {
  for (const call of ['gone', 'there', 'talks']) await arrives(call)
  await happen('gone', rings)
  await happen('there', rings)
  await happen('talks', rings, { kind: 'claimed', ...ana }, { kind: 'talking', ...ana })
  const asked: string[] = []
  const left: string[] = []
  await reconcileMissedHangups({
    db: opened.db,
    carrier: {
      async log(id) {
        asked.push(id)
        return entry(id, id === 'gone' ? 'ended' : 'ringing')
      },
    },
    callbacks: { callerLeft: async ({ call }) => void left.push(call) },
    log,
  })
  expect(asked.toSorted()).toEqual(['gone', 'there'])
  expect(left).toEqual(['gone'])
})

test('a carrier or a database that cannot be asked leaves it to the watch', async () => {
  const left: string[] = []
  const deps = { callbacks: { callerLeft: async ({ call }: { call: string }) => void left.push(call) }, log }
  await reconcileMissedHangups({
    ...deps,
    db: opened.db,
    carrier: { log: async () => Promise.reject(new Error('the carrier is away')) },
  })
  const away = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
  await reconcileMissedHangups({ ...deps, db: away, carrier: { log: async () => null } })
  await away.close()
  expect(left).toEqual([])
})

const ana = { leg: '2-1', member: 'ana', name: 'Ana' }
const rings: Happening = {
  kind: 'rings',
  ...ana,
  carrier: 'leg',
  address: '+12025550199',
  seconds: 20,
  order: 'together',
}

async function arrives(call: string): Promise<void> {
  await freezeArrival(opened.db, { arrival: arrivalAt(organisation, { call }) })
}

async function happen(call: string, ...all: readonly Happening[]): Promise<void> {
  await appendEvents(opened.db, {
    organisation: organisation.id,
    call,
    events: all.map((what) => ({ key: eventKey(what), event: { at: Date.now(), node: null, what } })),
  })
}

function entry(id: string, state: LogEntry['state']): LogEntry {
  return {
    id,
    from: '+12025550199',
    to: '+12025550101',
    direction: 'inbound',
    status: state,
    state,
    seconds: 3,
    createdAt: Date.now() - 5000,
    parent: null,
  }
}

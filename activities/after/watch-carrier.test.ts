import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { Happening } from '#flows/call-events.ts'
import type { News } from '#flows/open-call/call-words.ts'
import { eventKey } from '#flows/event-key.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { keptWords } from '#infra/db/call/keep-word.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import { talkingAddresses } from '#infra/db/call/talking-addresses.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import type { LogEntry } from '#infra/signalwire/answers.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { watchOnce, type WatchDeps } from './watch-carrier.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
/** What the carrier's log says of a leg; a leg without an entry is unknown there. */
const carrierLog = new Map<string, LogEntry | Error>()
const told: { readonly call: string; readonly news: News }[] = []
/** Calls whose workflow runs. */
const running = new Set<string>()

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

beforeEach(() => {
  carrierLog.clear()
  told.length = 0
  running.clear()
})

it('a talk that the carrier has forgotten is over after 30 s: its people are free again, whatever became of its workflow', async () => {
  await talk('forgotten', { with: '+12025550161' })
  running.add('forgotten')
  await look()
  expect(told).toEqual([])
  expect(await talking('+12025550161')).toBe(true)
  await asIfUnknownFor('forgotten', 29)
  await look()
  expect(await talking('+12025550161')).toBe(true)
  await asIfUnknownFor('forgotten', 31)
  await look() // another process, or this one after a restart: the rows remember
  expect(told.map(({ news }) => news.kind).toSorted()).toEqual(['caller-ended', 'leg-ended'])
  expect(await talking('+12025550161')).toBe(false)
  expect((await readCall(db, { organisation: organisation.id, call: 'forgotten' }))?.legs).toMatchObject([{ state: 'ended', why: 'hung-up' }])
})

it('a leg that the log knows again was not forgotten', async () => {
  await talk('known-again', { with: '+12025550162' })
  running.add('known-again')
  await look()
  await asIfUnknownFor('known-again', 20)
  carrierLog.set('known-again', entry('known-again', 'answered')).set('known-again-leg', entry('known-again-leg', 'answered'))
  await look()
  carrierLog.clear()
  await look()
  expect(told).toEqual([])
  await close('known-again')
})

it('one call of which the carrier cannot be asked keeps no other from being looked after', async () => {
  await talk('in-trouble', { with: '+12025550163' })
  await talk('over', { with: '+12025550164' })
  for (const call of ['in-trouble', 'over']) running.add(call)
  const trouble = new CarrierError({ kind: 'unavailable', code: null, status: 500, message: 'log: the carrier answered 500' })
  carrierLog.set('in-trouble', trouble).set('in-trouble-leg', trouble)
  carrierLog.set('over', entry('over', 'ended')).set('over-leg', entry('over-leg', 'ended'))
  await look({ logs: trouble })
  expect(told.map(({ call, news }) => `${call}: ${news.kind}`).toSorted()).toEqual(['over: caller-ended', 'over: leg-ended'])
  expect(told.find(({ news }) => news.kind === 'leg-ended')?.news).toMatchObject({ why: 'hung-up' })
  await Promise.all(['in-trouble', 'over'].map(close))
})

it('what is found for a workflow that is not there waits for it, each leg for itself', async () => {
  await talk('not-there', { with: '+12025550165' })
  carrierLog.set('not-there', entry('not-there', 'ended')).set('not-there-leg', entry('not-there-leg', 'ended'))
  await look()
  const kept = await keptWords(db, { organisation: organisation.id, call: 'not-there' })
  expect(kept.map(({ key }) => key).toSorted()).toEqual(['watch:caller-ended', 'watch:leg-ended:2-1'])
})

it('the same difference is told twice at most, however long the call goes on: its history must not grow', async () => {
  await talk('talks-on', { with: '+12025550166' })
  running.add('talks-on')
  carrierLog.set('talks-on', entry('talks-on', 'ended')).set('talks-on-leg', entry('talks-on-leg', 'ended'))
  for (const ago of [0, 10, ...Array.from({ length: 20 }, (_, at) => 20 + at * 10)]) {
    await asIfToldAgo('talks-on', ago)
    await look()
  }
  expect(told.filter(({ news }) => news.kind === 'leg-ended')).toHaveLength(1)
  expect(told.filter(({ news }) => news.kind === 'caller-ended')).toHaveLength(2)
  await close('talks-on')
})

it('a leg whose dial was never answered is found in the log, and its end is told', async () => {
  await talk('nameless', { with: '+12025550167', carrier: null })
  running.add('nameless')
  carrierLog.set('nameless', entry('nameless', 'answered')).set('lost-leg', { ...entry('lost-leg', 'ended'), from: '+12025550101', to: '+12025550167', createdAt: Date.now() - 60_000 })
  await look()
  expect(told.map(({ news }) => news)).toMatchObject([{ kind: 'leg-ended', leg: '2-1' }])
  expect((await readCall(db, { organisation: organisation.id, call: 'nameless' }))?.legs).toMatchObject([{ carrier: 'lost-leg', state: 'ended' }])
  await close('nameless')
})

/** A call of a minute ago whose caller talks to somebody at this number. */
async function talk(call: string, { with: address, carrier = `${call}-leg` }: { readonly with: string; readonly carrier?: string | null }): Promise<void> {
  const at = Date.now() - 60_000
  const arrival = arrivalAt(organisation, { call })
  await freezeArrival(db, { arrival: { ...arrival, facts: { ...arrival.facts, arrivedAt: at } } })
  const who = { leg: '2-1', member: 'mia', name: 'Mia' }
  await happen(call, at, { kind: 'rings', ...who, carrier, address, seconds: 20, order: 'in-turn' }, { kind: 'claimed', ...who }, { kind: 'talking', ...who })
}

async function close(call: string): Promise<void> {
  await happen(call, Date.now(), { kind: 'ended', outcome: 'answered', seconds: 60 })
}

async function happen(call: string, at: number, ...all: readonly Happening[]): Promise<void> {
  await appendEvents(db, { organisation: organisation.id, call, events: all.map((what) => ({ key: eventKey(what), event: { at, node: null, what } })) })
}

async function asIfUnknownFor(call: string, seconds: number): Promise<void> {
  await db.withOrganisation(organisation.id, async (em) => {
    for (const table of ['call', 'leg']) await em.execute(`update ${table} set carrier_unknown_since = now() - make_interval(secs => ?) where call = ?`, [seconds, call], 'run')
  })
}

/** The end of the caller's leg was told so long ago, if it was told. */
async function asIfToldAgo(call: string, seconds: number): Promise<void> {
  await db.withOrganisation(organisation.id, (em) => em.execute('update call set caller_left_at = now() - make_interval(secs => ?) where call = ? and caller_left_at is not null', [seconds, call], 'run'))
}

async function talking(address: string): Promise<boolean> {
  return (await talkingAddresses(db, { organisation: organisation.id, addresses: [address] })).has(address)
}

const entry = (id: string, state: LogEntry['state']): LogEntry => ({ id, from: null, to: null, direction: null, status: state, state, seconds: null, createdAt: null, parent: null })

async function look({ logs = null }: { readonly logs?: Error | null } = {}): Promise<void> {
  const deps: WatchDeps = {
    db,
    log: pino({ enabled: false }),
    store: new DatabaseStore(db, 3000),
    carrier: {
      now: () => Date.now(),
      async log(id) {
        const found = carrierLog.get(id)
        if (found instanceof Error) throw found
        return found ?? null
      },
      async logs() {
        if (logs) throw logs
        return [...carrierLog.values()].filter((found): found is LogEntry => !(found instanceof Error) && found.to !== null)
      },
    },
    client: {
      workflow: {
        getHandle: (id) => ({
          describe: async () => ({ status: { name: running.has(id.slice('call/'.length)) ? 'RUNNING' : 'TERMINATED' } }),
          async signal(_name: string, news: News) {
            const call = id.slice('call/'.length)
            if (!running.has(call)) throw new WorkflowNotFoundError('no such workflow', id, undefined)
            told.push({ call, news })
          },
        }),
      },
    },
  }
  await watchOnce(deps, { seenTo: Date.now(), alive: () => {} })
}

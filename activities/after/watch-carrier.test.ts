import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { Happening } from '#flows/call-events.ts'
import type { News } from '#flows/open-call/call-words.ts'
import { eventKey } from '#flows/event-key.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { noteCallerLeft } from '#infra/db/call/caller-left.ts'
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
/** What the one watch of a test has found so far. */
const found = new Map<string, number>()
/** Calls whose workflow runs. */
const running = new Set<string>()
/** Whether nothing can be told to anybody. */
let engineAway = false

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
  found.clear()
  running.clear()
  engineAway = false
})

it('a talk that the carrier has forgotten is over after 30 s: its people are free again, whatever became of its workflow', async () => {
  await talk('forgotten', { with: '+12025550161' })
  running.add('forgotten')
  carrierLog.set('younger', younger('younger'))
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

it('a log that knows nothing at all, as behind a proxy that answers 404, ends no talk, however long, and keeps nobody from being rung', async () => {
  await talk('behind-a-proxy', { with: '+12025550168' })
  await look()
  await asIfUnknownFor('behind-a-proxy', 3600)
  await look()
  // nor one that lists what it does not know when it is asked for it, or knows only what is older
  carrierLog.set('listed', younger('listed', { asked: null })).set('older', { ...younger('older'), createdAt: Date.now() - 120_000 })
  await look()
  expect(told).toEqual([])
  expect((await readCall(db, { organisation: organisation.id, call: 'behind-a-proxy' }))?.state).toBe('talking')
  expect(await talking('+12025550168')).toBe(false)
  await close('behind-a-proxy')
})

it('a leg that has just spoken itself was not forgotten, whatever the log says', async () => {
  await talk('speaks', { with: '+12025550169' })
  running.add('speaks')
  carrierLog.set('speaks', entry('speaks', 'answered')).set('younger', younger('younger'))
  await look()
  await asIfUnknownFor('speaks', 60)
  expect(await talking('+12025550169')).toBe(false)
  await happen('speaks', Date.now() - 5_000, { kind: 'in-room', leg: '2-1' })
  await look()
  expect(told).toEqual([])
  expect(await talking('+12025550169')).toBe(true)
  await close('speaks')
})

it('an end that only the log tells of was when the log says, not when it was read', async () => {
  await talk('ended-before', { with: '+12025550170' })
  running.add('ended-before')
  const createdAt = Date.now() - 60_000
  carrierLog.set('ended-before', { ...entry('ended-before', 'ended'), createdAt, seconds: 47 })
  carrierLog.set('ended-before-leg', { ...entry('ended-before-leg', 'ended'), createdAt, seconds: 45 })
  await look()
  expect(Object.fromEntries(told.map(({ news }) => [news.kind, news.at - createdAt]))).toEqual({ 'caller-ended': 47_000, 'leg-ended': 45_000 })
  expect((await readCall(db, { organisation: organisation.id, call: 'ended-before' }))?.legs).toMatchObject([{ endedAt: createdAt + 45_000 }])
  await close('ended-before')
})

it('a whole day of the log is read in pieces, a few seconds of it at each look, and the first error leaves the rest to the next one', async () => {
  const now = Date.now()
  let seenTo = now - 24 * 3_600_000
  const spans: { readonly createdAfter: number; readonly createdBefore?: number }[] = []
  let fails = false
  const logs = async (span: (typeof spans)[number]) => {
    if (span.createdBefore !== undefined) spans.push(span)
    if (fails) throw new CarrierError({ kind: 'unavailable', code: null, status: 503, message: 'logs: the carrier answered 503' })
    await new Promise((resolve) => setTimeout(resolve, 5))
    return []
  }
  fails = true
  expect(await look({ seenTo, logs })).toBe(seenTo)
  fails = false
  spans.length = 0
  seenTo = await look({ seenTo, logs })
  expect(Math.max(...spans.map(({ createdAfter, createdBefore = Infinity }) => createdBefore - createdAfter))).toBeLessThanOrEqual(15 * 60_000)
  expect(spans[0]?.createdAfter).toBe(now - 24 * 3_600_000)
  // only what is too young to be taken in is read again
  expect(Date.now() - seenTo).toBeLessThan(130_000)
  spans.length = 0
  await look({ seenTo, logs })
  expect(spans).toHaveLength(1)
})

it('a call that never arrived is found in its piece of the log, and taken in once', async () => {
  const createdAt = Date.now() - 3_600_000
  carrierLog.set('stranger', { ...entry('stranger', 'ended'), direction: 'inbound', from: '+12025550155', to: '+12025550101', createdAt, seconds: 30 })
  running.add('stranger')
  for (let looks = 0; looks < 2; looks += 1) await look({ seenTo: createdAt - 60_000 })
  expect(await readCall(db, { organisation: organisation.id, call: 'stranger' })).toMatchObject({ state: 'document-driven' })
  expect((await keptWords(db, { organisation: organisation.id, call: 'stranger' })).map(({ signal }) => signal)).toEqual([{ kind: 'caller-ended', at: createdAt + 30_000 }])
  await close('stranger')
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
  await look({ logs: () => Promise.reject(trouble) })
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
  for (let looks = 0; looks < 20; looks += 1) await look()
  expect(told.filter(({ news }) => news.kind === 'leg-ended')).toHaveLength(1)
  expect(told.filter(({ news }) => news.kind === 'caller-ended')).toHaveLength(2)
  await close('talks-on')
})

it('what could not be told, since the engine was away, is told when it is back, however long that took', async () => {
  await talk('unheard', { with: '+12025550171' })
  await ring('unheard-ringing', { with: '+12025550172' })
  for (const call of ['unheard', 'unheard-ringing']) {
    running.add(call)
    carrierLog.set(call, { ...entry(call, 'ended'), createdAt: Date.now() - 60_000, seconds: 30 }).set(`${call}-leg`, entry(`${call}-leg`, 'ended'))
  }
  engineAway = true
  for (let looks = 0; looks < 8; looks += 1) await look()
  expect(await talking('+12025550171')).toBe(true)
  engineAway = false
  await look()
  expect(told.map(({ call, news }) => `${call}: ${news.kind}`).toSorted()).toEqual(['unheard-ringing: caller-ended', 'unheard-ringing: leg-ended', 'unheard: caller-ended', 'unheard: leg-ended'])
  expect(await talking('+12025550171')).toBe(false)
  await Promise.all(['unheard', 'unheard-ringing'].map(close))
})

it('an end of the caller that was noted long ago, and is in no story, is told: whoever noted it may have died before telling', async () => {
  await talk('noted', { with: '+12025550173' })
  running.add('noted')
  carrierLog.set('noted', entry('noted', 'ended')).set('noted-leg', entry('noted-leg', 'answered'))
  const at = Date.now() - 50_000
  await noteCallerLeft(db, { organisation: organisation.id, call: 'noted', at })
  await look()
  expect(told.map(({ news }) => news)).toEqual([{ kind: 'caller-ended', at }])
  await happen('noted', at, { kind: 'caller-gone' })
  await look()
  expect(told).toHaveLength(1)
  await close('noted')
})

it('why a phone stopped ringing is left to its workflow, which may know more than the log, and is written only where it says nothing for a minute', async () => {
  await ring('rings-on', { with: '+12025550168' })
  running.add('rings-on')
  carrierLog.set('rings-on', entry('rings-on', 'answered')).set('rings-on-leg', entry('rings-on-leg', 'ended'))
  const state = async () => (await readCall(db, { organisation: organisation.id, call: 'rings-on' }))?.legs[0]?.state
  for (let looks = 1; looks <= 5; looks += 1) {
    await look()
    expect([looks, await state()]).toEqual([looks, 'ringing'])
  }
  expect(told).toHaveLength(2)
  await look()
  expect(await state()).toBe('ended')
  await close('rings-on')
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
async function ring(call: string, { with: address }: { readonly with: string }): Promise<void> {
  const at = Date.now() - 60_000
  const arrival = arrivalAt(organisation, { call })
  await freezeArrival(db, { arrival: { ...arrival, facts: { ...arrival.facts, arrivedAt: at } } })
  await happen(call, at, { kind: 'rings', leg: '2-1', member: 'mia', name: 'Mia', carrier: `${call}-leg`, address, seconds: 20, order: 'in-turn' })
}

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

async function talking(address: string): Promise<boolean> {
  return (await talkingAddresses(db, { organisation: organisation.id, addresses: [address] })).has(address)
}

const entry = (id: string, state: LogEntry['state']): LogEntry => ({ id, from: null, to: null, direction: null, status: state, state, seconds: null, createdAt: null, parent: null })

/** A leg of ours that began half a minute after the talks of these tests. */
const younger = (id: string, { asked = id }: { readonly asked?: string | null } = {}): LogEntry & { readonly asked: string | null } => ({ ...entry(id, 'answered'), from: '+12025550101', to: '+12025550199', createdAt: Date.now() - 30_000, asked })

/** @param given.seenTo up to when calls that never arrived were looked for; just now unless given */
async function look({ seenTo = Date.now(), logs = listed }: { readonly seenTo?: number; readonly logs?: (span: { readonly createdAfter: number; readonly createdBefore?: number }) => Promise<LogEntry[]> } = {}): Promise<number> {
  const deps: WatchDeps = {
    db,
    log: pino({ enabled: false }),
    told: found,
    store: new DatabaseStore(db, 3000),
    carrier: {
      now: () => Date.now(),
      async log(id) {
        const found = carrierLog.get(id)
        if (found instanceof Error) throw found
        return found && !('asked' in found && found.asked === null) ? found : null
      },
      logs,
    },
    client: {
      workflow: {
        getHandle: (id) => ({
          describe: async () => ({ status: { name: running.has(id.slice('call/'.length)) ? 'RUNNING' : 'TERMINATED' } }),
          async signal(_name: string, news: News) {
            const call = id.slice('call/'.length)
            if (engineAway) throw new Error('14 UNAVAILABLE: connection refused')
            if (!running.has(call)) throw new WorkflowNotFoundError('no such workflow', id, undefined)
            told.push({ call, news })
          },
        }),
      },
    },
  }
  return await watchOnce(deps, seenTo)
}

async function listed({ createdAfter, createdBefore = Infinity }: { readonly createdAfter: number; readonly createdBefore?: number }): Promise<LogEntry[]> {
  return [...carrierLog.values()].filter((found): found is LogEntry => !(found instanceof Error) && found.to !== null && (found.createdAt ?? 0) >= createdAfter && (found.createdAt ?? 0) <= createdBefore)
}

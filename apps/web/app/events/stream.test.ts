import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { eventsSince } from '#infra/db/inbox/live-events.ts'
import { markDone } from '#infra/db/inbox/mark-conversation.ts'
import { listen } from '#infra/db/listen.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import type { Access } from './stream-follower.ts'
import { changedRows } from './stream-hub-of.server.ts'
import { EventHub, type HubOptions } from './stream-hub.server.ts'
import { eventStream } from './stream.server.ts'
import { follow } from './testing/follow.ts'
import { streamBrowser, type StreamBrowser } from './testing/stream-browser.ts'

let server: TemporaryDatabase
let db: Database
let hub: EventHub
let organisation: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  hub = new EventHub(hubOptions())
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await hub.close()
  await db.close()
  await server.remove()
})

const hubOptions = (): HubOptions => ({
  read: {
    since: (of, from, limit) => eventsSince(db, { organisation: of, from, limit }),
    changed: (of, changed) => changedRows(db, { organisation: of, ...changed }),
  },
  listen: (options) => listen({ ...options, url: server.appUrl }),
})

const browser = (numbers: readonly string[], more: Partial<StreamBrowser> = {}) =>
  streamBrowser(numbers, { organisation: organisation.id, at: hub, ...more })

async function tell(call: string, from: number, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, index) => ({
    key: `call:${from + index}`,
    event: { at: Date.now(), node: null, what: { kind: 'phone-rings' as const, leg: '1-1' } },
  }))
  await appendEvents(db, { organisation: organisation.id, call, events })
}

const arrive = (call: string) => freezeArrival(db, { arrival: arrivalAt(organisation, { call }) })

it('loses nothing and doubles nothing: 1,000 events of 10 calls, 20 cut connections', async () => {
  const calls = Array.from({ length: 10 }, (_, index) => `call-${index}`)
  await Promise.all(calls.map(arrive))
  const { connect, cut } = browser([organisation.number])
  const followed = follow(connect)
  await followed.ready
  await tell('call-0', 10_000, 1) // the first is heard before the first cut: from there on the feed knows where it stands
  await expect.poll(() => followed.got.length).toBe(1)
  let cuts = 0
  for (let round = 0; round < 20; round++) {
    await Promise.all(calls.map((call) => tell(call, round * 5, 5))) // ten at once: their ids become visible out of order
    if (round % 2 === 0) await new Promise((resolve) => setImmediate(resolve))
    cut()
    cuts += 1
  }
  await expect.poll(() => followed.got.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(1_001)
  const kept = await db.withOrganisation(organisation.id, (em) =>
    em.execute<{ id: number }[]>(
      `select id::float8 as id from call_event where what ->> 'kind' = 'phone-rings' order by id`,
    ),
  )
  expect(cuts).toBe(20)
  expect(kept).toHaveLength(1_001)
  expect(followed.got.toSorted((a, b) => a - b)).toEqual(kept.map(({ id }) => id))
  followed.close()
})

it('misses nothing of a transaction that is through late, neither in the stream nor for who comes back', async () => {
  await Promise.all(['call-late', 'call-prompt'].map(arrive))
  const { connect, cut } = browser([organisation.number])
  const followed = follow(connect)
  await followed.ready
  const slow = new pg.Client(server.appUrl)
  await slow.connect()
  await slow.query('begin')
  await slow.query(`select set_config('app.organisation', $1, true)`, [organisation.id])
  const { rows } = await slow.query<{ id: string }>(
    `insert into call_event (organisation_id, call, key, at, what)
     values ($1, 'call-late', 'late', now() - interval '1 hour', '{"kind": "phone-rings", "leg": "1-1"}') returning id`,
    [organisation.id],
  )
  for (let more = 0; more < 3; more++) await tell('call-prompt', more * 500, 500)
  await expect.poll(() => followed.got.length, { timeout: 10_000 }).toBe(1_500)
  cut()
  const another = new EventHub(hubOptions()) // as another process of the web, which has told nothing yet
  const elsewhere = follow(browser([organisation.number], { at: another }).connect, followed.place())
  await elsewhere.ready
  await slow.query(`select pg_notify('call_event', $1)`, [
    JSON.stringify({ organisation: organisation.id, call: 'call-late', id: Number(rows[0]?.id) }),
  ])
  await slow.query('commit')
  await slow.end()
  for (const one of [followed, elsewhere])
    await expect.poll(() => one.got, { timeout: 5_000 }).toContain(Number(rows[0]?.id))
  expect(new Set(followed.got).size).toBe(followed.got.length)
  expect(followed.reloads()).toBe(1) // as it began
  followed.close()
  elsewhere.close()
  await another.close()
})

it('tells what was kept of a call before it was known, as soon as it is', async () => {
  const followed = follow(browser([organisation.number]).connect)
  await followed.ready
  await tell('call-early', 0, 2)
  await tell('call-prompt', 2_000, 1)
  await expect.poll(() => followed.got.length).toBe(1)
  await arrive('call-early')
  await expect.poll(() => followed.got.length).toBe(3)
  followed.close()
})

it('goes on across the loss of the database’s own messages', async () => {
  await arrive('call-b')
  const followed = follow(browser([organisation.number]).connect)
  await followed.ready
  await tell('call-b', 0, 1)
  await expect.poll(() => followed.got.length).toBe(1)
  await db.withOrganisation(organisation.id, (em) =>
    em.execute(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ringdown listener'`),
  )
  await tell('call-b', 1, 3)
  await expect.poll(() => followed.got.length, { timeout: 8_000 }).toBe(4)
  followed.close()
})

it('tells nobody of numbers that they may not see', async () => {
  await arrive('call-c')
  const [stranger, member] = [follow(browser([]).connect), follow(browser([organisation.number]).connect)]
  await Promise.all([stranger.ready, member.ready])
  await tell('call-c', 0, 3)
  await expect.poll(() => member.got.length).toBe(3)
  expect(stranger.got).toEqual([])
  stranger.close()
  member.close()
})

it('tells at once what people have said of a conversation, to those who see its number', async () => {
  await arrive('call-d')
  const [stranger, member] = [follow(browser([]).connect), follow(browser([organisation.number]).connect)]
  await Promise.all([stranger.ready, member.ready])
  const before = member.changes()
  const [row] = await db.withOrganisation(organisation.id, (em) =>
    em.execute<{ id: string }[]>(`select conversation_id as id from call where call = 'call-d'`),
  )
  await db.withOrganisation(organisation.id, (em) =>
    markDone(em, { organisation: organisation.id, conversation: row?.id ?? '', done: true }),
  )
  await expect.poll(() => member.changes() - before).toBe(1)
  expect(stranger.changes()).toBe(0)
  stranger.close()
  member.close()
})

it('tells those who read all calls that something has happened on a number that is not theirs, and not what', async () => {
  await arrive('call-e')
  const [stranger, auditor] = [follow(browser([]).connect), follow(browser([], { readsAllCalls: true }).connect)]
  await Promise.all([stranger.ready, auditor.ready])
  const before = auditor.changes()
  const noMessage = { key: 'call:0', event: { at: Date.now(), node: null, what: { kind: 'no-message' } } } as const
  await appendEvents(db, { organisation: organisation.id, call: 'call-e', events: [noMessage] })
  await expect.poll(() => auditor.changes() - before, { timeout: 8_000 }).toBe(1)
  expect([...auditor.got, stranger.changes()]).toEqual([0])
  stranger.close()
  auditor.close()
})

it('tells nobody anything while it cannot be asked what they may hear, and asks again when they come back', async () => {
  await arrive('call-f')
  let answer: () => Access = () => ({
    numbers: new Set([organisation.number]),
    things: new Set(),
    readsAllCalls: false,
    role: 'member',
    roles: 'member',
  })
  const followed = follow(browser([], { access: () => answer() }).connect)
  await followed.ready
  answer = () => {
    throw new Error('the database is away')
  }
  await touchMember()
  await expect.poll(() => followed.lost()).toBeGreaterThan(0)
  await tell('call-f', 0, 1)
  answer = () => ({
    numbers: new Set([organisation.number]),
    things: new Set(),
    readsAllCalls: false,
    role: 'member',
    roles: 'member',
  })
  await tell('call-f', 1, 1)
  await touchMember()
  expect(followed.ended()).toBe(0)
  followed.close()
})

it('ends for whoever may hear nothing any longer, and is not followed again', async () => {
  let access: Access | null = {
    numbers: new Set([organisation.number]),
    things: new Set(),
    readsAllCalls: false,
    role: 'member',
    roles: 'member',
  }
  const followed = follow(browser([], { access: () => access }).connect)
  await followed.ready
  access = null
  await touchMember()
  await expect.poll(() => followed.ended(), { timeout: 1_000 }).toBe(1)
  await arrive('call-g')
  await tell('call-g', 0, 1)
  expect([followed.got, followed.lost()]).toEqual([[], 0])
})

/** Everybody is told that their access may have changed: the number was opened, and closed again. */
const touchMember = () =>
  db.withOrganisation(organisation.id, (em) => em.execute(`update number set visibility = visibility`))

it('sends signs of life, and ends after its time', async () => {
  const source = {
    follow: (_: number | null, tell: (news: { readonly kind: 'ready' }) => void) => (
      tell({ kind: 'ready' }),
      () => undefined
    ),
  }
  const text = await eventStream(new Request('http://web.test/'), source, { ping: 5, life: 30 }).text()
  expect(text).toMatch(/^event: ready\ndata:\n\n: connected\n\n(: still here\n\n)+$/)
})

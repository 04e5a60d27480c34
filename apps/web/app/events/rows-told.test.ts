import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { readConversation } from '#infra/db/inbox/list-conversations.ts'
import { eventsSince } from '#infra/db/inbox/live-events.ts'
import { markDone } from '#infra/db/inbox/mark-conversation.ts'
import { timeline } from '#infra/db/inbox/timeline.ts'
import { listen } from '#infra/db/listen.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { rings } from '#infra/db/testing/inbox.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { shownConversation } from '../calling/shown-conversation.server.ts'
import { changedRows } from './stream-hub-of.server.ts'
import { EventHub } from './stream-hub.server.ts'
import { follow } from './testing/follow.ts'
import { streamBrowser, type StreamBrowser } from './testing/stream-browser.ts'

let server: TemporaryDatabase
let db: Database
let hub: EventHub
let organisation: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  hub = new EventHub({
    read: {
      since: (of, from, limit) => eventsSince(db, { organisation: of, from, limit }),
      changed: (of, changed) => changedRows(db, { organisation: of, ...changed }),
    },
    listen: (options) => listen({ ...options, url: server.appUrl }),
  })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await hub.close()
  await db.close()
  await server.remove()
})

const browser = (numbers: readonly string[], more: Partial<StreamBrowser> = {}) =>
  streamBrowser(numbers, { organisation: organisation.id, at: hub, ...more })

/** A call comes in; whoever follows afterwards is told nothing of that any more. */
async function arrive(call: string) {
  const before = follow(browser([organisation.number]).connect)
  await before.ready
  const arrived = await freezeArrival(db, { arrival: arrivalAt(organisation, { call }) })
  await expect.poll(() => before.rows.flatMap(({ calls }) => calls.map((one) => one.call))).toContain(call)
  before.close()
  return arrived
}

it('tells the row of a conversation with what has happened in it, as its list reads it, to those who see its number', async () => {
  const arrived = await arrive('call-row')
  const [stranger, member] = [follow(browser([]).connect), follow(browser([organisation.number]).connect)]
  await Promise.all([stranger.ready, member.ready])
  const ended = { kind: 'ended', outcome: 'missed', seconds: 20 } as const
  await appendEvents(db, {
    organisation: organisation.id,
    call: 'call-row',
    events: [{ key: 'call:0', event: { at: Date.now(), node: null, what: ended } }],
  })
  await expect.poll(() => member.rows.length).toBe(1)
  const [row] = member.rows
  const id = row?.conversation.id ?? ''
  const [listed, { calls }] = await Promise.all([
    readConversation(db, { organisation: organisation.id, conversation: id }),
    timeline(db, { organisation: organisation.id, conversation: id }),
  ])
  expect(row).toEqual({
    conversation: { ...shownConversation(listed ?? never()), asOf: row?.conversation.asOf },
    calls: calls.filter(({ call }) => call === arrived.facts.call),
    waiting: 1,
    isOwn: false,
  })
  expect(row?.conversation.asOf).toBeLessThanOrEqual(listed?.asOf ?? 0)
  expect(stranger.rows).toEqual([])
  await db.withOrganisation(organisation.id, (em) =>
    markDone(em, { organisation: organisation.id, conversation: id, done: true }),
  )
  await expect
    .poll(() => member.rows.map(({ conversation: { state }, waiting }) => [state, waiting]))
    .toEqual([
      ['open', 1],
      ['done', 0],
    ])
  expect(stranger.rows).toEqual([])
  stranger.close()
  member.close()
})

it('tells whose phone rang in a conversation that it is their own, and nobody else', async () => {
  await arrive('call-own')
  const [mia, ben] = ['mia', 'ben'].map((member) => follow(browser([organisation.number], { member }).connect))
  await Promise.all([mia?.ready, ben?.ready])
  await appendEvents(db, {
    organisation: organisation.id,
    call: 'call-own',
    events: [{ key: 'call:0', event: { at: Date.now(), node: null, what: rings('mia') } }],
  })
  await expect.poll(() => [mia, ben].map((one) => one?.rows.map(({ isOwn }) => isOwn))).toEqual([[true], [false]])
  mia?.close()
  ben?.close()
})

it('tells a call that was over before its arrival was kept as one that is over', async () => {
  const member = follow(browser([organisation.number]).connect)
  await member.ready
  await appendEvents(db, {
    organisation: organisation.id,
    call: 'call-over',
    events: [
      { key: 'call:0', event: { at: Date.now(), node: null, what: { kind: 'ended', outcome: 'missed', seconds: 20 } } },
    ],
  })
  await arrive('call-over')
  await expect.poll(() => member.rows.map(({ calls }) => calls.map(({ outcome }) => outcome))).toEqual([['missed']])
  member.close()
})

it('tells an item of any kind once, also where its transaction is through late', async () => {
  await arrive('call-item')
  const member = follow(browser([organisation.number]).connect)
  await member.ready
  const slow = new pg.Client(server.appUrl)
  await slow.connect()
  await slow.query('begin')
  await slow.query(`select set_config('app.organisation', $1, true)`, [organisation.id])
  await slow.query(
    `insert into conversation_item (organisation_id, conversation_id, kind, ref, at)
     select organisation_id, conversation_id, 'comment', gen_random_uuid(), now() from call where call = 'call-item'`,
  )
  const rung = { key: 'call:0', event: { at: Date.now(), node: null, what: rings('mia') } }
  await appendEvents(db, { organisation: organisation.id, call: 'call-item', events: [rung] })
  await expect.poll(() => member.rows.length).toBe(1)
  const notice = JSON.stringify({ organisation: organisation.id, call: 'call-item', id: 1 })
  await slow.query(`select pg_notify('call_event', $1)`, [notice])
  await slow.query('commit')
  await slow.query(`select pg_notify('call_event', $1)`, [notice])
  await slow.end()
  await expect.poll(() => member.rows.map(({ calls }) => calls.length)).toEqual([1, 0])
  const again = { key: 'call:1', event: { at: Date.now(), node: null, what: { kind: 'no-message' } as const } }
  await appendEvents(db, { organisation: organisation.id, call: 'call-item', events: [again] })
  await expect.poll(() => member.rows.map(({ calls }) => calls.length)).toEqual([1, 0, 1])
  member.close()
})

function never(): never {
  throw new Error('it is listed')
}

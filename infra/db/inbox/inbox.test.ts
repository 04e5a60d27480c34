import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Happening } from '#flows/call-events.ts'
import { appendEvents } from '../call/append-events.ts'
import { freezeArrival } from '../call/freeze-arrival.ts'
import { rebuildCall } from '../call/rebuild-call.ts'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { conversationViews, countUnread, listConversations, pageQuery, readConversation, type ConversationView } from './list-conversations.ts'
import { markDone, markRead } from './mark-conversation.ts'
import { timeline, timelineQuery } from './timeline.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let calls = 0

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const start = Date.UTC(2026, 0, 5, 12)
const rings = (member: string): Happening => ({ kind: 'rings', leg: '2-1', member, name: 'Mia', carrier: null, address: '+12025550199', seconds: 20, order: 'in-turn' })
const recorded: Happening = { kind: 'recording', url: 'https://carrier.test/1', seconds: 31, from: 'word' }
const missed: readonly Happening[] = [{ kind: 'stopped-ringing', leg: '2-1', member: 'mia', name: 'Mia', why: 'no-answer', seconds: 20 }, recorded, { kind: 'ended', outcome: 'missed', seconds: 60 }]
const answered: readonly Happening[] = [{ kind: 'talking', leg: '2-1', member: 'mia', name: 'Mia' }, { kind: 'ended', outcome: 'answered', seconds: 9 }]

async function arrive(caller: string | null): Promise<{ readonly call: string; tell(...happenings: readonly Happening[]): Promise<void> }> {
  calls += 1
  const call = `call-${calls}`
  const arrival = arrivalAt(organisation, { call })
  await freezeArrival(db, { arrival: { ...arrival, facts: { ...arrival.facts, arrivedAt: start + calls * 60_000, caller: { e164: caller, name: null } } } })
  let told = 0
  return {
    call,
    async tell(...happenings) {
      const events = happenings.map((what) => ({ key: `call:${told++}`, event: { at: start + calls * 60_000 + told, node: null, what } }))
      await appendEvents(db, { organisation: organisation.id, call, events })
    },
  }
}

const list = async (view: ConversationView = 'all', more: { search?: string; member?: string } = {}) =>
  (await listConversations(db, { organisation: organisation.id, numbers: [organisation.number], view, member: organisation.member, ...more })).conversations
const of = async (caller: string) => (await list()).find((row) => row.caller === caller)

describe('a conversation', () => {
  it('is one per customer and number, and tells of its newest call', async () => {
    const first = await arrive('+12025550160')
    expect(await of('+12025550160')).toMatchObject({ live: true, unread: false, state: 'open', lastWords: 'The call has come in.' })
    await first.tell(rings('mia'), ...missed)
    expect(await of('+12025550160')).toMatchObject({ live: false, unread: true, missed: true, lastOutcome: 'missed', lastWords: 'Rang Mia 20 s; caller left a 0:31 voicemail.' })
    const second = await arrive('+12025550160')
    await second.tell(rings('mia'), ...answered)
    expect((await list()).filter(({ caller }) => caller === '+12025550160')).toMatchObject([{ missed: false, unread: true, lastCall: second.call, lastWords: 'Mia answered.' }])
  })

  it('with a contact has the contact’s name', async () => {
    await arrive('+12025550188')
    expect(await of('+12025550188')).toMatchObject({ name: 'Carla' })
  })

  it('of private callers is each their own', async () => {
    await arrive(null)
    await arrive(null)
    expect((await list()).filter(({ caller }) => caller === null)).toHaveLength(2)
  })

  it('that is done is opened again by the next call', async () => {
    const call = await arrive('+12025550161')
    await call.tell(rings('mia'), ...missed)
    const id = (await of('+12025550161'))?.id ?? ''
    expect(await markDone(db, { organisation: organisation.id, conversation: id, done: true })).toBe(true)
    expect(await of('+12025550161')).toMatchObject({ state: 'done', unread: false })
    await call.tell({ kind: 'recording', url: 'https://carrier.test/1', seconds: 31, from: 'log' }) // told again by another way: no news
    expect(await of('+12025550161')).toMatchObject({ state: 'done', unread: false })
    await arrive('+12025550161')
    expect(await of('+12025550161')).toMatchObject({ state: 'open' })
  })

  it('is read for the whole team, until there is news', async () => {
    const call = await arrive('+12025550162')
    await call.tell(rings('mia'), ...missed)
    const id = (await of('+12025550162'))?.id ?? ''
    const unread = () => countUnread(db, { organisation: organisation.id, numbers: [organisation.number] })
    const before = await unread()
    expect(await markRead(db, { organisation: organisation.id, conversation: id, read: true })).toBe(true)
    expect(await unread()).toBe(before - 1)
    await markRead(db, { organisation: organisation.id, conversation: id, read: false })
    expect(await unread()).toBe(before)
  })

  it('is the same when all its calls are folded anew, from nothing', async () => {
    const call = await arrive('+12025550163')
    await call.tell(rings(organisation.member), ...missed)
    await (await arrive('+12025550163')).tell(rings('mia'))
    const rows = () => db.withOrganisation(organisation.id, (em) => em.execute(`select c.*, (select array_agg(member order by member) from conversation_person p where p.conversation_id = c.id) as people from conversation c order by customer`))
    const [before, ids] = [await rows(), await db.withOrganisation(organisation.id, (em) => em.execute<{ call: string }[]>('select call from call'))]
    for (const { call: id } of ids) await rebuildCall(db, { organisation: organisation.id, call: id })
    expect(await rows()).toEqual(before)
    await db.withOrganisation(organisation.id, async (em) => {
      await em.execute('update call set conversation_id = null, words = ?, news_event = null', [''], 'run')
      await em.execute('delete from conversation_person', [], 'run')
      await em.execute('delete from conversation', [], 'run')
    })
    for (const { call: id } of ids) await rebuildCall(db, { organisation: organisation.id, call: id })
    const asPeopleLeftIt = (row: object) => ({ ...row, id: null, done_event: null, read_event: null, unread: null })
    expect((await rows()).map(asPeopleLeftIt)).toEqual(before.map(asPeopleLeftIt))
  })

  it('loses nothing when several of its calls end at once', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(() => arrive('+12025550164')))
    await Promise.all(all.map((call) => call.tell(rings('mia'), ...answered)))
    expect(await of('+12025550164')).toMatchObject({ live: false, lastOutcome: 'answered', lastWords: 'Mia answered.' })
    const { calls: listed } = await timeline(db, { organisation: organisation.id, conversation: (await of('+12025550164'))?.id ?? '' })
    expect(listed).toHaveLength(6)
    expect(listed[0]).toMatchObject({ words: 'Mia answered.', rung: [{ name: 'Mia' }], recordings: [] })
  })
})

describe('the list', () => {
  it('shows what a view and a search name', async () => {
    const call = await arrive('+12025550165')
    await call.tell(rings(organisation.member), ...missed)
    const numbers = async (view: ConversationView, search?: string) => (await list(view, search === undefined ? {} : { search })).map(({ caller }) => caller)
    expect(await numbers('mine')).toContain('+12025550165')
    expect(await numbers('mine')).not.toContain('+12025550164')
    expect(await numbers('unanswered')).toContain('+12025550165')
    expect(await numbers('all', '555 0165')).toEqual(['+12025550165'])
    expect(await numbers('all', 'carl')).toEqual(['+12025550188'])
    expect(await numbers('mine', '0165')).toEqual(['+12025550165'])
    expect(await numbers('all', '+1 (202) 555-0165')).toEqual(['+12025550165'])
    expect(await numbers('unanswered', '0165')).toEqual(['+12025550165'])
    expect(await numbers('all', 'nobody')).toEqual([])
    expect((await list('done')).every(({ state }) => state === 'done')).toBe(true)
  })

  it('finds a contact by the name of today, and by no earlier one', async () => {
    const call = await arrive('+12025550166')
    const rename = (sql: string, values: readonly string[]) => db.withOrganisation(organisation.id, (em) => em.execute(sql, [...values], 'run'))
    const found = async (search: string) => (await list('all', { search })).map(({ caller }) => caller)
    await rename('insert into contact (organisation_id, name, e164) values (?, ?, ?)', [organisation.id, 'Zoë Ünal', '+12025550166'])
    expect(await found('oË ün')).toEqual(['+12025550166'])
    await rename('update contact set name = ? where e164 = ?', ['Yara', '+12025550166'])
    expect([await found('zoë'), await found('yar')]).toEqual([[], ['+12025550166']])
    await rename('delete from contact where e164 = ?', ['+12025550166'])
    expect([await found('yar'), await found('50166')]).toEqual([[], ['+12025550166']])
    await call.tell(...answered)
  })

  it('is the same whether a search finds many or few', async () => {
    for (const view of conversationViews) {
      for (const search of ['carl', '555 01', 'a']) {
        const question = { organisation: organisation.id, numbers: [organisation.number], view, member: organisation.member, search }
        const [few, many] = [false, true].map((isCommon) => pageQuery(question, 51, isCommon))
        const rows = (query: typeof few) => db.withOrganisation(organisation.id, (em) => em.execute<{ id: string }[]>(query?.sql ?? '', query?.values ?? []))
        expect(await rows(many)).toEqual(await rows(few))
      }
    }
  })

  it('comes page by page, each conversation once', async () => {
    const seen: string[] = []
    let after = null
    do {
      const page = await listConversations(db, { organisation: organisation.id, numbers: [organisation.number], view: 'all', member: '', limit: 2, after })
      seen.push(...page.conversations.map(({ id }) => id))
      after = page.next
    } while (after)
    expect(seen).toEqual((await list()).map(({ id }) => id))
  })

  it('of nobody’s numbers is empty, and another organisation finds nothing', async () => {
    const id = (await list())[0]?.id ?? ''
    expect((await listConversations(db, { organisation: organisation.id, numbers: [], view: 'all', member: '' })).conversations).toEqual([])
    const other = '22222222-2222-4222-8222-222222222222'
    expect(await readConversation(db, { organisation: other, conversation: id })).toBeNull()
    expect((await timeline(db, { organisation: other, conversation: id })).calls).toEqual([])
  })

  it('reads no table from one end to the other', async () => {
    await fill(2_000)
    const app = new pg.Client(server.appUrl)
    await app.connect()
    await app.query('begin')
    await app.query(`select set_config('app.organisation', $1, true)`, [organisation.id])
    const plan = async (sql: string, values: readonly unknown[]) => {
      let place = 0
      const { rows } = await app.query<{ 'QUERY PLAN': string }>(`explain ${sql.replaceAll('?', () => `$${(place += 1)}`)}`, [...values])
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }
    const after = { lastAt: start, id: organisation.id }
    for (const view of conversationViews) {
      for (const question of [{ after }, {}, { after, search: 'carl 0165' }]) {
        for (const isCommon of [false, true]) {
          const { sql, values } = pageQuery({ organisation: organisation.id, numbers: [organisation.number], view, member: organisation.member, ...question }, 51, isCommon)
          expect([view, await plan(sql, values)].join('\n')).not.toMatch(/Seq Scan on (conversation|contact|call|leg|customer_search)/)
        }
      }
    }
    expect(await plan(timelineQuery(true), [organisation.id, start, organisation.id, 31])).not.toMatch(/Seq Scan/)
    await app.end()
  }, 60_000)

  /** Rows as twenty organisations have after years, and statistics to match. */
  async function fill(each: number): Promise<void> {
    const admin = new pg.Client(server.superuserUrl.replace(/\/postgres$/, '/ringdown'))
    await admin.connect()
    await admin.query(`
      set session_replication_role = replica; -- nothing of this is looked up or told of
      insert into organisation (name) select 'Organisation ' || i from generate_series(1, 20) i;
      insert into number (organisation_id, e164, name) select id, '+1404' || row_number() over (), 'Line' from organisation where name ~ '^Organisation [0-9]+$';
      insert into conversation (organisation_id, number_id, customer, last_call, last_at, last_words, opened_event, unread, missed, state, live)
        select n.organisation_id, n.id, '+1303' || lpad(i::text, 7, '0'), 'c', to_timestamp(1700000000 + i), 'Mia answered.', i, i % 50 = 0, i % 10 = 0, case when i % 20 = 0 then 'open' else 'done' end, false
        from number n, generate_series(1, ${each}) i;
      insert into conversation_person (organisation_id, conversation_id, member, last_at) select organisation_id, id, 'm' || (random() * 20)::int, last_at from conversation on conflict do nothing;
      insert into contact (organisation_id, name, e164) select organisation_id, 'N' || customer, customer from conversation where customer like '+1303%' on conflict do nothing;
      insert into call (organisation_id, call, number_id, flow_id, version, caller_e164, arrived_at, conversation_id)
        select v.organisation_id, 'filled ' || v.customer, v.number_id, '${organisation.flow}', 1, v.customer, v.last_at, v.id from conversation v where v.organisation_id = '${organisation.id}';
      insert into leg (organisation_id, call, leg, member, name, address, ringing_at) select organisation_id, call, '1-1', 'm', 'Mia', 'a', arrived_at from call where call like 'filled%';
      insert into recording (organisation_id, call, url, seconds, "from", made_at) select organisation_id, call, 'u', 3, 'word', arrived_at from call where call like 'filled%';
      insert into customer_search select organisation_id, 'number', number_parts(customer), customer from conversation where organisation_id = '${organisation.id}' and customer like '+1303%' on conflict do nothing;
      insert into customer_search select organisation_id, 'name', name_parts(name), e164 from contact where organisation_id = '${organisation.id}' and name like 'N%' on conflict do nothing;
      analyze`)
    await admin.end()
  }
})

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../orm.ts'
import { answered, inboxOf, missed, rings, start, type Inbox } from '../testing/inbox.ts'
import { smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import {
  conversationViews,
  listConversations,
  pageQuery,
  readConversation,
  type ConversationView,
} from './list-conversations.ts'
import { timeline, timelineQuery } from './timeline.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let arrive: Inbox['arrive']
let list: Inbox['list']

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  ;({ arrive, list } = inboxOf(db, organisation))
  for (const caller of ['+12025550188', null, null]) await arrive(caller)
  await (await arrive('+12025550164')).tell(rings('mia'), ...answered)
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

describe('the list', () => {
  it('shows what a view and a search name', async () => {
    const call = await arrive('+12025550165')
    await call.tell(rings(organisation.member), ...missed)
    const numbers = async (view: ConversationView, search?: string) =>
      (await list(view, search === undefined ? {} : { search })).map(({ caller }) => caller)
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
    const rename = (sql: string, values: readonly string[]) =>
      db.withOrganisation(organisation.id, (em) => em.execute(sql, [...values], 'run'))
    const found = async (search: string) => (await list('all', { search })).map(({ caller }) => caller)
    await rename('insert into contact (organisation_id, name, e164) values (?, ?, ?)', [
      organisation.id,
      'Zoë Ünal',
      '+12025550166',
    ])
    expect(await found('oË ün')).toEqual(['+12025550166'])
    await rename('update contact set name = ? where e164 = ?', ['Yara', '+12025550166'])
    expect([await found('zoë'), await found('yar')]).toEqual([[], ['+12025550166']])
    await rename('delete from contact where e164 = ?', ['+12025550166'])
    expect([await found('yar'), await found('50166')]).toEqual([[], ['+12025550166']])
    await call.tell(...answered)
  })

  it('finds names without their accents and in either case, however their letters are composed', async () => {
    const names = [
      ['+12025550175', 'Zoë Ünal'],
      ['+12025550176', 'Jose\u0301 O’Brien'],
      ['+12025550177', 'Søren Weiß'],
      ['+12025550178', 'Дмитрий Ёлкин'],
    ] as const
    for (const [e164, name] of names) {
      await (await arrive(e164)).tell(...answered)
      await db.withOrganisation(organisation.id, (em) =>
        em.execute(
          'insert into contact (organisation_id, name, e164) values (?, ?, ?)',
          [organisation.id, name, e164],
          'run',
        ),
      )
    }
    const found = async (search: string) => (await list('all', { search })).map(({ name }) => name)
    for (const search of ['zoe unal', 'ZOË', 'zoe\u0308'])
      expect([search, await found(search)]).toEqual([search, ['Zoë Ünal']])
    for (const search of ['josé', 'JOSE', "o'brien"])
      expect([search, await found(search)]).toEqual([search, ['Jose\u0301 O’Brien']])
    for (const search of ['soren', 'Søren', 'weiss', 'weiß'])
      expect([search, await found(search)]).toEqual([search, ['Søren Weiß']])
    expect(await found('елкин')).toEqual(['Дмитрий Ёлкин'])
  })

  it('finds numbers in the forms in which they are shown, and callers without one by what they are called', async () => {
    for (const caller of ['+441914980173', '+12021914980', '+79123450174'])
      await (await arrive(caller)).tell(...answered)
    const found = async (search: string, written: readonly string[] = []) =>
      (
        await listConversations(db, {
          organisation: organisation.id,
          numbers: [organisation.number],
          view: 'all',
          member: '',
          search,
          written,
        })
      ).conversations.map(({ caller }) => caller)
    expect(await found('+44 191 498 0173')).toEqual(['+441914980173'])
    expect(await found('0191 498 0173')).toEqual(['+441914980173'])
    expect(await found('0191 4')).toEqual(['+441914980173'])
    expect(await found('(202) 191-4980')).toEqual(['+12021914980'])
    expect(await found('8 (912) 345-01-74', ['+79123450174'])).toEqual(['+79123450174'])
    const withheld = (await list()).filter(({ caller }) => caller === null).length
    expect(withheld).toBeGreaterThan(0)
    for (const search of ['Private', 'private number', 'Withheld'])
      expect([search, await found(search)]).toEqual([search, Array(withheld).fill(null)])
  })

  it('is the same whether a search finds many or few', async () => {
    for (const view of conversationViews) {
      for (const search of ['carl', '555 01', 'a', 'JOSE', '0191', '+44', '0044 19', 'private']) {
        const question = {
          organisation: organisation.id,
          numbers: [organisation.number],
          view,
          member: organisation.member,
          search,
          written: ['+12025550165'],
        }
        const [few, many] = [false, true].map((isCommon) => pageQuery(question, 51, isCommon))
        const rows = (query: typeof few) =>
          db.withOrganisation(organisation.id, (em) =>
            em.execute<{ id: string }[]>(query?.sql ?? '', query?.values ?? []),
          )
        expect(await rows(many)).toEqual(await rows(few))
      }
    }
  })

  it('comes page by page, each conversation once', async () => {
    const seen: string[] = []
    let after = null
    do {
      const page = await listConversations(db, {
        organisation: organisation.id,
        numbers: [organisation.number],
        view: 'all',
        member: '',
        limit: 2,
        after,
      })
      seen.push(...page.conversations.map(({ id }) => id))
      after = page.next
    } while (after)
    expect(seen).toEqual((await list()).map(({ id }) => id))
  })

  it('of nobody’s numbers is empty, and another organisation finds nothing', async () => {
    const id = (await list())[0]?.id ?? ''
    expect(
      (await listConversations(db, { organisation: organisation.id, numbers: [], view: 'all', member: '' }))
        .conversations,
    ).toEqual([])
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
      const { rows } = await app.query<{ 'QUERY PLAN': string }>(
        `explain ${sql.replaceAll('?', () => `$${(place += 1)}`)}`,
        [...values],
      )
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }
    const after = { lastAt: start, id: organisation.id }
    for (const view of conversationViews) {
      for (const question of [{ after }, {}, { after, search: 'carl 0165' }]) {
        for (const isCommon of [false, true]) {
          const { sql, values } = pageQuery(
            {
              organisation: organisation.id,
              numbers: [organisation.number],
              view,
              member: organisation.member,
              ...question,
            },
            51,
            isCommon,
          )
          expect([view, await plan(sql, values)].join('\n')).not.toMatch(
            /Seq Scan on (conversation|contact|call|leg|customer_search)/,
          )
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
      insert into conversation_item (organisation_id, conversation_id, kind, ref, at) select organisation_id, conversation_id, 'call', id, arrived_at from call where call like 'filled%';
      insert into leg (organisation_id, call, leg, member, name, address, ringing_at) select organisation_id, call, '1-1', 'm', 'Mia', 'a', arrived_at from call where call like 'filled%';
      insert into recording (organisation_id, call, url, seconds, "from", made_at) select organisation_id, call, 'u', 3, 'word', arrived_at from call where call like 'filled%';
      insert into customer_search select organisation_id, 'number', number_parts(customer), customer from conversation where organisation_id = '${organisation.id}' and customer like '+1303%' on conflict do nothing;
      insert into customer_search select organisation_id, 'name', name_parts(name), e164 from contact where organisation_id = '${organisation.id}' and name like 'N%' on conflict do nothing;
      analyze`)
    await admin.end()
  }
})

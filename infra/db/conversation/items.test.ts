import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { openDatabase, type Database } from '../orm.ts'
import { timeline } from '../inbox/timeline.ts'
import { inboxOf, missed, rings, type Inbox } from '../testing/inbox.ts'
import { smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let inbox: Inbox

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  inbox = inboxOf(db, organisation)
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const items = () =>
  db.read<{ id: number; kind: string; call: string; last: boolean }>(
    organisation.id,
    `select i.id::float8 as id, i.kind, c.call, v.last_call = c.call as last from conversation_item i join call c on c.id = i.ref
     join conversation v on v.id = i.conversation_id and v.id = c.conversation_id order by i.conversation_id, i.at, i.id`,
    [],
  )

it('a conversation’s calls are its items, in the order in which they came in, and the last of them is its last', async () => {
  const first = await inbox.arrive('+12025550160')
  const second = await inbox.arrive('+12025550160')
  await first.tell(rings('mia'), ...missed) // what ends later is not later for that
  const kept = await items()
  expect(kept.map(({ kind, call, last }) => [kind, call, last])).toEqual([
    ['call', first.call, false],
    ['call', second.call, true],
  ])
  const id = (await inbox.of('+12025550160'))?.id ?? ''
  const { calls } = await timeline(db, { organisation: organisation.id, conversation: id })
  expect(calls.map(({ call, item }) => [call, item])).toEqual(
    kept.toReversed().map(({ call, id: item }) => [call, item]),
  )
  const page = await timeline(db, { organisation: organisation.id, conversation: id, limit: 1 })
  const older = await timeline(db, { organisation: organisation.id, conversation: id, before: page.before })
  expect([page, older].map((read) => read.calls.map(({ call }) => call))).toEqual([[second.call], [first.call]])
})

it('calls of earlier releases become items when the database is migrated, as if they had been so from the beginning', async () => {
  await (await inbox.arrive('+12025550161')).tell(rings('mia'), ...missed)
  const order = async () => (await items()).map(({ kind, call, last }) => [kind, call, last])
  const before = await order()
  await undoMigration()
  await migrate(server)
  expect(await order()).toEqual(before)
})

it('a call that a process of the release before has kept after the migration becomes an item the next time that one migrates', async () => {
  const before = await items()
  await db.withOrganisation(organisation.id, (em) =>
    em.execute(`delete from conversation_item where ref = (select id from call where call = ?)`, [
      before[0]?.call ?? '',
    ]),
  )
  expect(await items()).toHaveLength(before.length - 1)
  await migrate(server)
  expect((await items()).map(({ call }) => call)).toEqual(before.map(({ call }) => call))
})

it('the migration waits for calls and pages that take its tables in different orders, and ends none of them', async () => {
  const before = await items()
  await undoMigration()
  const [call, page] = [new pg.Client(server.appUrl), new pg.Client(server.appUrl)]
  await Promise.all([call.connect(), page.connect()])
  const read = (table: string) => `select from ${table} limit 1`
  for (const [client, table] of [
    [call, 'call'],
    [page, 'conversation'],
  ] as const) {
    await client.query('begin')
    await client.query(read(table))
  }
  const migrated = migrate(server)
  await expect.poll(waitingForTables, { timeout: 10_000 }).toBe(1)
  await page.query(read('call'))
  await page.query('commit')
  await call.query(read('conversation'))
  await call.query('commit')
  await migrated
  await Promise.all([call.end(), page.end()])
  expect((await items()).map(({ call: one }) => one)).toEqual(before.map(({ call: one }) => one))
})

/** Locks of tables that somebody waits for. */
async function waitingForTables(): Promise<number> {
  const owner = new pg.Client(server.ownerUrl)
  await owner.connect()
  const { rows } = await owner.query<{ waiting: number }>(
    `select count(*)::int as waiting from pg_locks where not granted and mode = 'AccessExclusiveLock'`,
  )
  await owner.end()
  return rows[0]?.waiting ?? 0
}

/** As the release before left the database. */
async function undoMigration(): Promise<void> {
  const owner = new pg.Client(server.ownerUrl)
  await owner.connect()
  await owner.query(`
    drop table conversation_item;
    alter table conversation alter column last_call set not null;
    create index call_timeline on call (conversation_id, arrived_at, id);
    delete from mikro_orm_migrations where name = '20261127000470-conversation-items'`)
  await owner.end()
}

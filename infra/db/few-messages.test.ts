import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepared } from './few-messages.ts'
import { openDatabase, type Database } from './orm.ts'
import { smallOrganisation } from './testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from './testing/temporary-database.ts'
import { TooSlow } from './within.ts'

let server: TemporaryDatabase
/** With one connection, so that whatever a transaction leaves behind is met by the next. */
let db: Database
const [ours, theirs] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl, poolSize: 1 })
  await smallOrganisation(db, { id: ours, e164: '+12025550101' })
  await smallOrganisation(db, { id: theirs, e164: '+12025550102' })
}, 60_000)
afterAll(async () => {
  await db.close()
  await server.remove()
})

const NUMBERS = 'select e164 from number'
const RENAME = 'update number set name = ? returning e164'
const names = async () => (await db.read<{ name: string }>(ours, 'select name from number', [])).map(({ name }) => name)
const rename = (name: string) => ({ sql: RENAME, parameters: [name] })

it('a question sees the rows of its organisation alone, and so does a change', async () => {
  expect(await db.read(ours, NUMBERS, [])).toEqual([{ e164: '+12025550101' }])
  expect(await db.read(theirs, NUMBERS, [])).toEqual([{ e164: '+12025550102' }])
  expect(await db.write(ours, RENAME, ['Sales'])).toEqual([{ e164: '+12025550101' }])
  expect(await db.read(theirs, 'select name from number', [])).toEqual([{ name: 'Main line' }])
  // what one transaction may see is nothing that the connection keeps
  expect(await db.withoutOrganisation((em) => em.execute(NUMBERS))).toEqual([])
})

it('parameters are values, whatever they hold', async () => {
  const hostile = `'; update number set name = 'x'; select $1 ? \\' -- \u{1F4DE}`
  await db.write(ours, RENAME, [hostile])
  expect(await names()).toEqual([hostile])
})

it('a question cannot write, and says what the server says', async () => {
  await expect(db.read(ours, RENAME, ['changed by a question'])).rejects.toMatchObject({ code: '25006' })
  expect(await names()).not.toContain('changed by a question')
})

it('what comes first is done only if what goes with the commit is', async () => {
  await db.write(ours, RENAME, ['before'])
  const failing = db.transact(ours, [rename('after')], () => ({
    result: null,
    last: [{ sql: 'select 1 / ?::int', parameters: [0] }],
  }))
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  await expect(
    db.transact(ours, [rename('after')], () => {
      throw new TypeError('a bug')
    }),
  ).rejects.toThrow('a bug')
  expect(await names()).toEqual(['before'])
  expect(await db.transact(ours, [rename('after')], (rows) => ({ result: rows, last: [rename('at last')] }))).toEqual([
    { e164: '+12025550101' },
  ])
  expect(await names()).toEqual(['at last'])
})

it('what its asker no longer waits for is taken back, and the connection serves on', async () => {
  await db.write(ours, RENAME, ['before'])
  const slow = db.transact(
    ours,
    [rename('too late'), { sql: 'select pg_sleep(?)', parameters: [0.6] }],
    () => ({ result: null }),
    { timeout: 200 },
  )
  await expect(slow).rejects.toThrow(TooSlow)
  const looker = await openDatabase({ url: server.appUrl, poolSize: 1 })
  const asleep =
    "select 1 from pg_stat_activity where state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()"
  await expect.poll(() => looker.read(ours, asleep, [])).toEqual([])
  await looker.close()
  expect(await names()).toEqual(['before'])
})

it('a connection that is lost is replaced', async () => {
  const lost = db.transact(
    ours,
    [rename('lost'), { sql: 'select pg_terminate_backend(pg_backend_pid())', parameters: [] }],
    () => ({
      result: null,
    }),
  )
  await expect(lost).rejects.toThrow()
  expect(await names()).toEqual(['before'])
})

it('a prepared statement sees the rows of the organisation that asks, whoever asked first on its connection', async () => {
  const often = { isPrepared: true }
  expect(await db.read(theirs, NUMBERS, [], often)).toEqual([{ e164: '+12025550102' }])
  expect(await db.read(ours, NUMBERS, [], often)).toEqual([{ e164: '+12025550101' }])
  await db.write(theirs, RENAME, ['Theirs'], often)
  const hostile = `'); update number set name = 'x'; select ($1 ? \\' -- \u{1F4DE}`
  expect(await db.write(ours, RENAME, [hostile], often)).toEqual([{ e164: '+12025550101' }])
  expect(await names()).toEqual([hostile])
  expect(await db.read(theirs, 'select name from number', [], often)).toEqual([{ name: 'Theirs' }])
  const kept = await db.read<{ times: number }>(
    ours,
    `select count(*)::int as times from pg_prepared_statements where statement like '%update number%'`,
    [],
  )
  expect(kept).toEqual([{ times: 1 }])
  await expect(db.read(ours, RENAME, ['changed by a question'], often)).rejects.toMatchObject({ code: '25006' })
})

it('after a failure a connection prepares its statements anew, as it is not known which it has and whether they fit', async () => {
  const share = (of: number) => db.read(ours, 'select 10 / ?::int as share', [of], { isPrepared: true })
  const failing = db.transact(ours, [prepared('select 1 as one', []), { sql: 'select 1 / 0', parameters: [] }], () => ({
    result: null,
  }))
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  await expect(share(0)).rejects.toMatchObject({ code: '22012' })
  expect(await share(5)).toEqual([{ share: 2 }])
  expect(await db.transact(ours, [prepared('select 1 as one', [])], (rows) => ({ result: rows }))).toEqual([{ one: 1 }])

  const owner = new pg.Client(server.ownerUrl)
  await owner.connect()
  await owner.query(
    'create table changing (size int); insert into changing values (3); grant select on changing to public',
  )
  const size = () => db.read(ours, 'select size from changing', [], { isPrepared: true })
  expect(await size()).toEqual([{ size: 3 }])
  await owner.query('alter table changing alter column size type text')
  await expect(size()).rejects.toMatchObject({ code: '0A000' })
  expect(await size()).toEqual([{ size: '3' }])
  await owner.end()
})

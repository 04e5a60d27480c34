import { MikroORM } from '@mikro-orm/postgresql'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyFunctions, sqlFunctions } from './functions.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'
import { ormOptions } from './options.ts'
import { temporaryDatabase, type TemporaryDatabase } from './testing/temporary-database.ts'

let server: TemporaryDatabase
let owner: pg.Client

beforeAll(async () => {
  server = await temporaryDatabase()
  owner = new pg.Client(server.ownerUrl)
  await owner.connect()
}, 60_000)

afterAll(async () => {
  await owner.end()
  await server.remove()
})

/** Every function of ours with its text, what it is for, and who may call it. */
async function definitions(client: pg.Client): Promise<readonly object[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || p.proname as name, pg_get_functiondef(p.oid) as text, p.proacl::text as may,
       pg_get_userbyid(p.proowner) = current_user as own
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'identity') order by 1`,
  )
  return rows
}

it('has a file for every function of the database, and applies those that others call first', async () => {
  const names = sqlFunctions().map(({ name }) => name)
  const found = (await definitions(owner)).map((one) => 'name' in one && String(one.name).replace(/^public\./, ''))
  expect(new Set(found)).toEqual(new Set(names))
  expect(names.indexOf('rung_at')).toBeLessThan(names.indexOf('seat_of'))
  expect(names.indexOf('seat_of')).toBeLessThan(names.indexOf('roster_of'))
})

it('leaves an older database with the same functions as a new one, of the tables’ owner and with the same callers', async () => {
  const superuser = new pg.Client(server.superuserUrl)
  await superuser.connect()
  await superuser.query(`create database older owner ringdown`)
  await superuser.end()
  const at = (url: string) => url.replace(/\/ringdown$/, '/older')
  const made = { ownerUrl: at(server.ownerUrl), appUrl: at(server.appUrl), identityUrl: at(server.identityUrl) }
  const orm = await MikroORM.init(ormOptions(made.ownerUrl))
  await orm.migrator.up({ to: '20261127000340-rang-until' })
  await orm.close(true)
  await migrate(made)
  const older = new pg.Client(made.ownerUrl)
  await older.connect()
  expect(await definitions(older)).toEqual(await definitions(owner))
  await older.end()
  for (const one of await definitions(owner)) expect(one).toMatchObject({ own: true })
})

it('applies a function again whose text has changed, and no other', async () => {
  const before = await definitions(owner)
  await owner.query(
    `create or replace function number_parts(e164 text) returns setof text language sql immutable as $$ select 'older' $$`,
  )
  await owner.query(`comment on function number_parts(text) is 'the sum of an older text'`)
  expect(await applyFunctions(owner)).toEqual(['number_parts'])
  expect(await definitions(owner)).toEqual(before)
  expect(await applyFunctions(owner)).toEqual([])
})

it('finds no copy of a function in a migration that came after the files', () => {
  for (const { name } of migrations.filter((one) => one.name > '20261127000400-histories-due')) {
    const text = readFileSync(new URL(`migrations/${name}.ts`, import.meta.url), 'utf8')
    expect([name, /create (or replace )?function/i.test(text)]).toEqual([name, false])
  }
})

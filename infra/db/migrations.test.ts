import { MikroORM } from '@mikro-orm/postgresql'
import { readdirSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'
import { ormOptions } from './options.ts'
import { openDatabase } from './orm.ts'
import { temporaryDatabase, type TemporaryDatabase } from './testing/temporary-database.ts'

let server: TemporaryDatabase

beforeAll(async () => {
  server = await temporaryDatabase()
}, 60_000)

afterAll(() => server.remove())

it('lists every migration of the folder, in order', () => {
  const files = readdirSync(new URL('migrations', import.meta.url)).toSorted()
  expect(migrations.map(({ name }) => `${name}.ts`)).toEqual(files)
})

it('leaves nothing between the entities and the migrated tables', async () => {
  const orm = await MikroORM.init(ormOptions(server.ownerUrl))
  expect(await orm.migrator.checkSchema()).toBe(false)
  expect((await orm.schema.getUpdateSchemaSQL()).trim()).toBe('')
  await orm.close(true)
})

it('knows the states, roles and reasons that the columns accept', async () => {
  // the comparator above reads check constraints too; this shows that it does
  const client = new pg.Client(server.ownerUrl)
  await client.connect()
  const { rows } = await client.query<{ text: string }>(`select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'leg_state_check'`)
  await client.end()
  expect(rows[0]?.text).toContain('picked-up')
})

it('can be migrated by several at once, and again', async () => {
  const made = await anotherDatabase('twice')
  const all = await Promise.all([migrate(made), migrate(made), migrate(made)])
  expect(all.map((applied) => applied.length).toSorted((a, b) => a - b)).toEqual([0, 0, migrations.length])
  expect(await migrate(made)).toEqual([])
})

it('says what is still to be migrated', async () => {
  const { ownerUrl, appUrl } = await anotherDatabase('older')
  await migrate({ ownerUrl, appUrl })
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  await owner.query(`delete from mikro_orm_migrations where name = $1`, [migrations.at(-1)?.name])
  await owner.end()
  const db = await openDatabase({ url: appUrl })
  expect(await db.migrationsPending()).toEqual([migrations.at(-1)?.name])
  await db.close()
})

it('refuses a role for which organisations would not be apart', async () => {
  const owner = await migrate({ ownerUrl: server.ownerUrl, appUrl: server.ownerUrl }).catch(String)
  expect(owner).toMatch(/"ringdown" in DATABASE_APP_URL owns the tables.*create role/)
  const superuser = await migrate({ ownerUrl: server.ownerUrl, appUrl: server.superuserUrl }).catch(String)
  expect(superuser).toMatch(/is a superuser or bypasses/)
})

it('says how to make a role that is missing, when it may not make it itself', async () => {
  const missing = server.appUrl.replace('ringdown_app', 'nobody_yet')
  await expect(migrate({ ownerUrl: server.ownerUrl, appUrl: missing })).rejects.toThrow(/"nobody_yet" of DATABASE_APP_URL does not exist.*create role "nobody_yet" login/)
})

async function anotherDatabase(name: string): Promise<{ ownerUrl: string; appUrl: string }> {
  const client = new pg.Client(server.superuserUrl)
  await client.connect()
  await client.query(`create database ${name} owner ringdown`)
  await client.end()
  const at = (url: string) => url.replace(/\/ringdown$/, `/${name}`)
  return { ownerUrl: at(server.ownerUrl), appUrl: at(server.appUrl) }
}

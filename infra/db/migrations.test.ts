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
  // entities cannot express the second foreign keys, which take the organisation along
  const statements = (await orm.schema.getUpdateSchemaSQL())
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('set names'))
  expect(
    statements.filter((line) => !/^alter table "\w+" drop constraint "\w+_same_organisation";$/.test(line)),
  ).toEqual([])
  await orm.close(true)
})

it('knows the states, roles and reasons that the columns accept', async () => {
  // the comparator above reads check constraints too; this shows that it does
  const client = new pg.Client(server.ownerUrl)
  await client.connect()
  const { rows } = await client.query<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'leg_state_check'`,
  )
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

it('lets older organisations call the countries of their numbers, or that of their time zone, and knows where their devices are', async () => {
  const made = await anotherDatabase('before_countries')
  const orm = await MikroORM.init(ormOptions(made.ownerUrl))
  await orm.migrator.up({ to: '20261122000900-time-zone' })
  await orm.close(true)
  const client = new pg.Client(server.superuserUrl.replace(/\/postgres$/, '/before_countries'))
  await client.connect()
  await client.query(
    `insert into organisation (name, time_zone) values ('Numbers', 'UTC'), ('Zone', 'Europe/Berlin'), ('Nowhere', 'UTC')`,
  )
  await client.query(
    `insert into number (organisation_id, e164, name) select id, unnest(array['+442079460123', '+18005550199']), 'Line' from organisation where name = 'Numbers'`,
  )
  await client.query(
    `insert into member (organisation_id, name, email, role) select id, 'Ana', 'ana@office.test', 'owner' from organisation`,
  )
  await client.query(
    `insert into device (organisation_id, member_id, kind, address) select organisation_id, id, 'phone', '+18764567890' from member union all select organisation_id, id, 'sip', 'sip:ana@office.test' from member`,
  )
  await migrate(made)
  const organisations = await client.query(`select name, countries from organisation order by name`)
  const devices = await client.query(`select distinct kind, country from device order by kind`)
  await client.end()
  expect(organisations.rows).toEqual([
    { name: 'Nowhere', countries: [] },
    { name: 'Numbers', countries: ['GB', 'US'] },
    { name: 'Zone', countries: ['DE'] },
  ])
  expect(devices.rows).toEqual([
    { kind: 'phone', country: 'JM' },
    { kind: 'sip', country: null },
  ])
})

it('lets no older device ring that would not be taken today, and counts SIP addresses to the country of the number that they carry', async () => {
  const made = await anotherDatabase('before_never_called')
  const orm = await MikroORM.init(ormOptions(made.ownerUrl))
  await orm.migrator.up({ to: '20261126000140-same-organisation' })
  await orm.close(true)
  const client = new pg.Client(server.superuserUrl.replace(/\/postgres$/, '/before_never_called'))
  await client.connect()
  await client.query(`insert into organisation (name, countries) values ('Office', '{US}')`)
  await client.query(
    `insert into member (organisation_id, name, email, role) select id, 'Ana', 'ana@office.test', 'owner' from organisation`,
  )
  const devices = [
    ['phone', '+12025550121', 'US', true],
    ['phone', '+19005551234', 'US', false],
    ['sip', 'sip:+19005551234@gw.example;user=phone', 'US', false],
    ['sip', 'sip:+442079460123@gw.example', 'GB', true],
    ['sip', 'sip:ana@1.2.3.999', null, false],
    ['sip', 'sip:ana@office.test', null, true],
  ] as const
  for (const [kind, address] of devices)
    await client.query(
      `insert into device (organisation_id, member_id, kind, address, verified_at) select organisation_id, id, $1, $2, now() from member`,
      [kind, address],
    )
  await migrate(made)
  const { rows } = await client.query<Record<string, unknown>>(
    `select kind, address, country, verified_at is not null as rings from device`,
  )
  await client.end()
  expect(rows).toEqual(
    expect.arrayContaining(devices.map(([kind, address, country, rings]) => ({ kind, address, country, rings }))),
  )
})

it('dates the end of older phones that nobody picked up by how long they rang', async () => {
  const made = await anotherDatabase('before_rang_until')
  const orm = await MikroORM.init(ormOptions(made.ownerUrl))
  await orm.migrator.up({ to: '20261127000210-search-letters' })
  await orm.close(true)
  const client = new pg.Client(server.superuserUrl.replace(/\/postgres$/, '/before_rang_until'))
  await client.connect()
  await client.query(`insert into organisation (name) values ('Office')`)
  for (const [leg, pickedUp] of [
    ['1-1', null],
    ['1-2', '12:00:02Z'],
  ] as const) {
    await client.query(
      `insert into leg (organisation_id, call, leg, member, name, address, state, ringing_at, picked_up_at, ended_at)
        select id, 'call-1', $1, 'ana', 'Ana', '+12025550121', 'ended', '2026-11-27 12:00:00Z', '2026-11-27'::date + $2::timetz, '2026-11-27 12:00:08Z' from organisation`,
      [leg, pickedUp],
    )
    await client.query(
      `insert into call_event (organisation_id, call, key, at, what) select id, 'call-1', $1, now(), jsonb_build_object('kind', 'stopped-ringing', 'leg', $1::text, 'seconds', 5) from organisation`,
      [leg],
    )
  }
  await migrate(made)
  const { rows } = await client.query(
    `select leg, extract(epoch from ended_at - ringing_at)::int as rang from leg order by leg`,
  )
  await client.end()
  expect(rows).toEqual([
    { leg: '1-1', rang: 5 },
    { leg: '1-2', rang: 8 },
  ])
})

it('refuses a role for which organisations would not be apart', async () => {
  const owner = await migrate({ ownerUrl: server.ownerUrl, appUrl: server.ownerUrl }).catch(String)
  expect(owner).toMatch(/"ringdown" in DATABASE_APP_URL owns the tables.*create role/)
  const superuser = await migrate({ ownerUrl: server.ownerUrl, appUrl: server.superuserUrl }).catch(String)
  expect(superuser).toMatch(/is a superuser or bypasses/)
})

it('says how to make a role that is missing, when it may not make it itself', async () => {
  const missing = server.appUrl.replace('ringdown_app', 'nobody_yet')
  await expect(migrate({ ownerUrl: server.ownerUrl, appUrl: missing })).rejects.toThrow(
    /"nobody_yet" of DATABASE_APP_URL does not exist.*create role "nobody_yet" login/,
  )
})

async function anotherDatabase(name: string): Promise<{ ownerUrl: string; appUrl: string }> {
  const client = new pg.Client(server.superuserUrl)
  await client.connect()
  await client.query(`create database ${name} owner ringdown`)
  await client.end()
  const at = (url: string) => url.replace(/\/ringdown$/, `/${name}`)
  return { ownerUrl: at(server.ownerUrl), appUrl: at(server.appUrl) }
}

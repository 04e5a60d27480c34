import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Member } from '#infra/db/member/member.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { harbourBikes, quayBooks } from './demo-data.ts'
import { seed } from './seed.ts'
import { notedProvision } from './testing/noted-provision.ts'

let server: TemporaryDatabase
let db: Database
const { asked, provision } = notedProvision()

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  await seed(db, provision)
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

describe('the demo data', () => {
  it('answers the lines of both organisations with the people that the issue names', async () => {
    const lines = await liveNumbers(db)
    expect(
      lines.map(({ e164, name, version, roster, routing }) => [
        e164,
        name,
        version,
        roster.map((seat) => `${seat.name} ${seat.address}`),
        routing.map(({ active }) => active),
      ]),
    ).toEqual([
      ['+12025550100', 'Sales', 1, team, [true, true, true]],
      ['+12025550110', 'Support', 1, team, [true, true, true]],
      ['+12025550120', 'Quick', 1, team, [true, true, true]],
      ['+12025550130', 'Shop', 1, ['Quinn +12025550131'], [true]],
    ])
    expect(
      lines[0]?.routing.map(({ member }) => lines[0]?.roster.find((seat) => seat.member === member)?.name),
    ).toEqual(['Ana', 'Ben', 'Cy'])
  })

  it('tells the carrier of each line, and keeps what the carrier called it', async () => {
    expect(asked.map(({ e164 }) => e164)).toEqual(['+12025550100', '+12025550110', '+12025550120', '+12025550130'])
    expect(asked[0]?.people.roster.map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cy'])
    const number = await db.withOrganisation(harbourBikes.id, (em) =>
      em.findOneOrFail(PhoneNumber, { e164: '+12025550100' }),
    )
    expect(number).toMatchObject({
      carrierNumber: 'number +12025550100',
      webhookResource: 'webhook',
      fallbackScript: 'script',
    })
  })

  it('is the same after seeding again', async () => {
    const before = await everyRow()
    await seed(db, provision)
    expect(await everyRow()).toEqual(before)
  })

  it('keeps an auditor and a second organisation apart from the team', async () => {
    const people = await db.withOrganisation(harbourBikes.id, (em) => em.find(Member, {}, { orderBy: { name: 'asc' } }))
    expect(people.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'Adam admin',
      'Ana member',
      'Audrey auditor',
      'Ben member',
      'Cy member',
      'Olive owner',
    ])
    expect(await db.withOrganisation(quayBooks.id, (em) => em.count(Member, {}))).toBe(1)
  })
})

const team = ['Ana +12025550121', 'Ben +12025550122', 'Cy +12025550123']

/** Every row of every table, as text. */
async function everyRow(): Promise<readonly unknown[]> {
  const client = new pg.Client(server.superuserUrl.replace(/\/postgres$/, '/ringdown'))
  await client.connect()
  const tables = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const all: unknown[] = []
  for (const { name } of tables.rows)
    all.push([name, (await client.query(`select t::text as row from "${name}" t order by 1`)).rows])
  await client.end()
  return all
}

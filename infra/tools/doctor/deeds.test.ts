import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readEnds } from '../../db/deeds/every-organisation.ts'
import { recordDeed } from '../../db/deeds/record-deed.ts'
import { openDatabase, type Database } from '../../db/orm.ts'
import { smallOrganisation } from '../../db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../../db/testing/temporary-database.ts'
import { examineDeeds } from './deeds.ts'

const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
let server: TemporaryDatabase
let db: Database

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  await smallOrganisation(db, { id: one, e164: '+12025550101' })
  await smallOrganisation(db, { id: other, e164: '+12025550102' })
  for (const organisation of [one, one, one, other])
    await db.withOrganisation(organisation, (em) =>
      recordDeed(em, { by: { organisation, actor: null, address: null }, kind: 'sign-in.signed-out', changed: {} }),
    )
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const look = async () => (await Promise.all(examineDeeds(server.ownerUrl).map((examination) => examination.look())))[0]

it('doctor says where each record of deeds ends, in words that can be kept and read again', async () => {
  const found = await look()
  expect(found).toMatchObject({ well: true, says: expect.stringContaining('is as it was written') })
  expect([...readEnds(found?.says ?? '')].map(([organisation, { place }]) => [organisation, place])).toEqual([
    [one, 3],
    [other, 1],
  ])
})

it('doctor names the first row that does not fit, and whose it is', async () => {
  const owner = new pg.Client(server.ownerUrl)
  await owner.connect()
  await owner.query('begin')
  await owner.query(`select set_config('app.organisation', $1, true)`, [one])
  await owner.query('delete from deed where place = 2')
  await owner.query('commit')
  await owner.end()
  expect(await look()).toMatchObject({
    well: false,
    says: `Organisation of +12025550101 (${one}): deed number 2 is missing: after number 1 comes number 3`,
  })
})

it('doctor says what to do when the database does not answer', async () => {
  const [examination] = examineDeeds('postgres://nobody@127.0.0.1:1/nowhere')
  expect(await examination?.look()).toMatchObject({ well: false, says: expect.stringContaining('could not be read') })
})

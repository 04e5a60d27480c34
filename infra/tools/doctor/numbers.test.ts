import { afterAll, beforeAll, expect, it } from 'vitest'
import { PhoneNumber } from '../../db/number/number.ts'
import { openDatabase, type Database } from '../../db/orm.ts'
import { smallOrganisation } from '../../db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../../db/testing/temporary-database.ts'
import { examineNumbers, type AccountNumbers } from './numbers.ts'

const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
let server: TemporaryDatabase
let db: Database

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  await smallOrganisation(db, { id: one, e164: '+12025550101' })
  await smallOrganisation(db, { id: other, e164: '+12025550102' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const look = async (account: AccountNumbers | null = null) =>
  (await Promise.all(examineNumbers(account, server.ownerUrl).map((examination) => examination.look())))[0]
const set = (organisation: string, columns: object) =>
  db.withOrganisation(organisation, (em) => em.nativeUpdate(PhoneNumber, {}, columns))

it('doctor names every number that the carrier does not confirm, with what it said', async () => {
  await set(one, { carrierTrouble: 'the account does not have it' })
  const found = await look()
  expect(found).toMatchObject({
    well: false,
    says: '+12025550101 (Main line) is not confirmed at the carrier: the account does not have it; +12025550102 (Main line) is not confirmed at the carrier: it was never told',
  })
})

it('doctor is content once all are confirmed, and asks the carrier whether it still sends their calls here', async () => {
  for (const organisation of [one, other])
    await set(organisation, { carrierTrouble: null, carrierConfirmedAt: new Date(), webhookResource: 'ours' })
  expect(await look()).toEqual({ well: true, says: '2 confirmed at the carrier' })
  const account =
    (first: string | null): AccountNumbers =>
    async () => [
      ...(first === null ? [] : [{ number: '+12025550101', calling_handler_resource_id: first }]),
      { number: '+12025550102', calling_handler_resource_id: 'ours' },
    ]
  expect(await look(account('ours'))).toMatchObject({ well: true })
  expect(await look(account('another'))).toMatchObject({
    well: false,
    says: 'the carrier sends the calls to +12025550101 (Main line) elsewhere',
  })
  expect(await look(account(null))).toMatchObject({
    well: false,
    says: 'the carrier does not have +12025550101 (Main line)',
  })
  expect(await look(() => Promise.reject(new Error('it answered 503')))).toMatchObject({
    well: false,
    says: 'the carrier could not be asked: it answered 503',
  })
})

it('doctor says what to do when the database does not answer', async () => {
  const [examination] = examineNumbers(null, 'postgres://nobody@127.0.0.1:1/nowhere')
  expect(await examination?.look()).toMatchObject({ well: false, says: expect.stringContaining('could not be read') })
})

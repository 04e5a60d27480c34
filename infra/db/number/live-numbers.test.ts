import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen } from '../listen.ts'
import { openDatabase, type Database } from '../orm.ts'
import { smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { liveNumbers } from './live-numbers.ts'

let server: TemporaryDatabase
let db: Database
let ours: SmallOrganisation
let theirs: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  ours = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  theirs = await smallOrganisation(db, { id: '22222222-2222-4222-8222-222222222222', e164: '+12025550102' })
}, 120_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

test('a number that answers knows its organisation’s name and time zone, and hears at once when they change', async () => {
  const heard: string[] = []
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  const listener = listen({
    url: server.appUrl,
    channels: ['number_changed'],
    onNotice: (_, payload) => heard.push(payload),
    onListening: resolve,
    onTrouble: () => {},
  })
  await listening
  await db.write(ours.id, 'update organisation set name = ?, time_zone = ? where id = ?', [
    'Hafenräder',
    'Europe/Berlin',
    ours.id,
  ])
  await expect.poll(() => heard).toEqual([ours.id])
  await listener.close()
  const numbers = await liveNumbers(db)
  expect(numbers.find(({ organisation }) => organisation === ours.id)).toMatchObject({
    business: 'Hafenräder',
    zone: 'Europe/Berlin',
  })
  expect(numbers.find(({ organisation }) => organisation === theirs.id)).toMatchObject({ zone: 'UTC' })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { freezeArrival } from '../call/freeze-arrival.ts'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { listConversations } from './list-conversations.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let calls = 0

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

async function arrive(caller: string | null): Promise<void> {
  const arrival = arrivalAt(organisation, { call: `call-${(calls += 1)}` })
  await freezeArrival(db, {
    arrival: { ...arrival, facts: { ...arrival.facts, caller: { e164: caller, name: null } } },
  })
}

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
  ).conversations

it('finds names without their accents and in either case, however their letters are composed', async () => {
  const names = [
    ['+12025550175', 'Zoë Ünal'],
    ['+12025550176', 'Jose\u0301 O’Brien'],
    ['+12025550177', 'Søren Weiß'],
    ['+12025550178', 'Дмитрий Ёлкин'],
  ] as const
  for (const [e164, name] of names) {
    await arrive(e164)
    await db.withOrganisation(organisation.id, (em) =>
      em.execute(
        'insert into contact (organisation_id, name, e164) values (?, ?, ?)',
        [organisation.id, name, e164],
        'run',
      ),
    )
  }
  const named = async (search: string) => (await found(search)).map(({ name }) => name)
  for (const search of ['zoe unal', 'ZOË', 'zoe\u0308'])
    expect([search, await named(search)]).toEqual([search, ['Zoë Ünal']])
  for (const search of ['josé', 'JOSE', "o'brien"])
    expect([search, await named(search)]).toEqual([search, ['Jose\u0301 O’Brien']])
  for (const search of ['soren', 'Søren', 'weiss', 'weiß'])
    expect([search, await named(search)]).toEqual([search, ['Søren Weiß']])
  expect(await named('елкин')).toEqual(['Дмитрий Ёлкин'])
})

it('finds numbers in the forms in which they are shown, and callers without one by what they are called', async () => {
  for (const caller of ['+441914980173', '+12021914980', '+79123450174', null, null]) await arrive(caller)
  const callers = async (search: string, written: readonly string[] = []) =>
    (await found(search, written)).map(({ caller }) => caller)
  for (const search of ['+44 191 498 0173', '0191 498 0173', '0191 4', '0044 191'])
    expect([search, await callers(search)]).toEqual([search, ['+441914980173']])
  expect(await callers('(202) 191-4980')).toEqual(['+12021914980'])
  expect(await callers('8 (912) 345-01-74', ['+79123450174'])).toEqual(['+79123450174'])
  for (const search of ['Private', 'private number', 'Withheld'])
    expect([search, await callers(search)]).toEqual([search, [null, null]])
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { otherSpelling } from '../../telephone/other-spelling.ts'
import { freezeArrival } from '../call/freeze-arrival.ts'
import { listConversations } from '../inbox/list-conversations.ts'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { Contact } from './contact.ts'

let server: TemporaryDatabase
let db: Database
let office: SmallOrganisation

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  office = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const add = (name: string, e164: string) =>
  db.withOrganisation(office.id, async (em) => void em.create(Contact, { organisation: office.id, name, e164 }))
const arrives = async (call: string, caller: string | null) => {
  const arrival = arrivalAt(office, { call })
  return freezeArrival(db, {
    arrival: { ...arrival, facts: { ...arrival.facts, caller: { e164: caller, name: null } } },
  })
}
const listed = async () =>
  (await listConversations(db, { organisation: office.id, numbers: [office.number], view: 'all', member: '' }))
    .conversations

it('the database knows the same spellings as the code', async () => {
  const numbers = [
    '+5491123456789',
    '+541123456789',
    '+5215512345678',
    '+525512345678',
    '+5511987654321',
    '+551187654321',
    '+551132345678',
    '+12025550171',
    '+4930901820',
    'sip:ana@example.com',
    '40404',
  ]
  const rows = await db.withOrganisation(office.id, (em) =>
    em.execute<{ e164: string; other: string | null }[]>(
      'select value as e164, other_spelling(value) as other from jsonb_array_elements_text(?::jsonb)',
      [JSON.stringify(numbers)],
    ),
  )
  expect(rows).toEqual(numbers.map((e164) => ({ e164, other: otherSpelling(e164) })))
})

describe('a caller in another spelling than the address book has', () => {
  it.each([
    ['with Argentina’s 9', '+541123456789', '+5491123456789'],
    ['without it', '+5491198765432', '+541198765432'],
    ['with Mexico’s old 1', '+525512345678', '+5215512345678'],
    ['without Brazil’s 9', '+5511987654321', '+551187654321'],
  ])('is known by name: %s', async (_how, kept, caller) => {
    await add(`Known as ${kept}`, kept)
    const { facts } = await arrives(`call of ${caller}`, caller)
    expect(facts.caller).toEqual({ e164: caller, name: `Known as ${kept}` })
    expect((await listed()).find((conversation) => conversation.caller === caller)).toMatchObject({
      name: `Known as ${kept}`,
    })
  })

  it('goes with the number when it goes', async () => {
    await add('Gone', '+525598765432')
    await db.withOrganisation(office.id, (em) => em.nativeDelete(Contact, { e164: '+525598765432' }))
    expect(await db.withOrganisation(office.id, (em) => em.count(Contact, { name: 'Gone' }))).toBe(0)
  })
})

describe('a caller who is no telephone', () => {
  it.each(['sip:ana@example.com', '40404'])('has one conversation, under what was sent: %s', async (caller) => {
    await arrives(`first of ${caller}`, caller)
    await arrives(`second of ${caller}`, caller)
    expect((await listed()).filter((conversation) => conversation.caller === caller)).toHaveLength(1)
  })

  it('is no withheld one: those have a conversation for each call', async () => {
    const before = (await listed()).filter(({ caller }) => caller === null).length
    await arrives('private 1', null)
    await arrives('private 2', null)
    expect((await listed()).filter(({ caller }) => caller === null)).toHaveLength(before + 2)
  })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { smallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { importContacts } from './import-contacts.server.ts'
import { readContact, readContacts } from './read-contacts.server.ts'
import { addContact, addContactNumber, mergeContacts, removeContact, renameContact, type SavedContact } from './save-contact.server.ts'

let server: TemporaryDatabase
let db: Database
let member: string
const organisation = '11111111-1111-4111-8111-111111111111'

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  ;({ member } = await smallOrganisation(db, { id: organisation, e164: '+12025550101' })) // with the contact Carla, +12025550188
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const context = () => ({ db, organisation, actor: member, address: null, provision: null })
const search = async (words: string) => (await db.withOrganisation(organisation, (em) => readContacts(em, { organisation, search: words, after: '', limit: 50 }))).map(({ name, numbers }) => [name, ...numbers.map(({ e164 }) => e164)])
const idOf = (saved: SavedContact) => (saved.ok ? saved.contact : '')

it('a contact is added once, under a number that can be dialled', async () => {
  expect(await addContact(context(), { name: 'Dora', number: '+1 (202) 555-0170' })).toMatchObject({ ok: true })
  expect(await addContact(context(), { name: 'Dora again', number: '+12025550170' })).toMatchObject({ ok: false, problem: { code: 'contact-taken', details: { name: 'Dora' } } })
  expect(await addContact(context(), { name: 'Nobody', number: '12' })).toMatchObject({ ok: false, problem: { code: 'number-invalid' } })
  expect(await search('dor')).toEqual([['Dora', '+12025550170']])
  expect(await search('555 0170')).toEqual([['Dora', '+12025550170']])
})

it('two contacts become one with both numbers, and go together', async () => {
  const office = idOf(await addContact(context(), { name: 'Emil', number: '+12025550171' }))
  const home = idOf(await addContact(context(), { name: 'Emil home', number: '+12025550172' }))
  await addContactNumber(context(), { contact: home, number: '+12025550173' })
  expect(await mergeContacts(context(), { contact: office, other: home })).toMatchObject({ ok: true, contact: office })
  await renameContact(context(), { contact: office, name: 'Emil Ek' })
  expect(await search('emil')).toEqual([['Emil Ek', '+12025550171', '+12025550172', '+12025550173']])
  expect(await mergeContacts(context(), { contact: office, other: office })).toMatchObject({ ok: false })
  await removeContact(context(), { contact: office })
  expect(await db.withOrganisation(organisation, (em) => readContact(em, office))).toBeNull()
  expect(await search('emil')).toEqual([])
})

it('a file is first only looked at, and then written', async () => {
  const text = '\uFEFFFirst name,Last name,Mobile\nFay,Fox,(202) 555-0180\nCarla,Berg,+12025550188\n,,+12025550181\nGil,,12\nDora,,+12025550170\n'
  const looked = await importContacts(context(), { text, beside: '+12025550101', write: false })
  expect(looked).toEqual({
    added: 1,
    renamed: [{ e164: '+12025550188', from: 'Carla', to: 'Carla Berg' }],
    same: 1,
    wrong: [
      { row: 4, why: 'The name is missing.' },
      { row: 5, why: '“12” is not a telephone number.' },
    ],
    written: false,
  })
  expect(await search('fay')).toEqual([])
  expect(await importContacts(context(), { text, beside: '+12025550101', write: true })).toEqual({ ...looked, written: true })
  expect(await search('fay')).toEqual([['Fay Fox', '+12025550180']])
  expect(await search('carla')).toEqual([['Carla Berg', '+12025550188']])
})

it('a file without a header has names first and numbers second', async () => {
  expect(await importContacts(context(), { text: 'Hal,+12025550190\n', beside: null, write: false })).toMatchObject({ added: 1, wrong: [] })
})

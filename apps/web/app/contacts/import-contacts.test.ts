import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Contact } from '#infra/db/contact/contact.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { smallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { doneInWords } from './history-words.ts'
import { importAnswer } from './import-answer.server.ts'
import type { ImportReport } from './import-file.server.ts'
import { readContacts } from './read-contacts.server.ts'
import { mergeContacts } from '#infra/deeds/contacts/merge-contacts.ts'
import { addContact } from '#infra/deeds/contacts/add-contact.ts'
import { shownHistory } from './shown-history.server.ts'
import { undoContactChange } from '#infra/deeds/contacts/undo-contact-change.ts'
import { asOwner } from '#infra/deeds/permissions.ts'

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

const context = () => ({ db, organisation, actor: member, who: asOwner(member), address: null, provision: null })
const search = async (words: string) =>
  (
    await db.withOrganisation(organisation, (em) =>
      readContacts(em, { organisation, search: words, after: '', limit: 50 }),
    )
  ).map(({ name, numbers }) => [
    name,
    ...numbers.map(({ shown, label }) => (label === null ? shown : `${label}: ${shown}`)),
  ])
/** Of the contact with exactly this name. */
const historyOf = (name: string) =>
  db.withOrganisation(organisation, async (em) => {
    const { id } = await em.findOneOrFail(Contact, { name, main: null, spellingOf: null })
    return shownHistory(em, { organisation, contact: id })
  })
const idOf = (saved: Awaited<ReturnType<typeof addContact>>) => (saved.ok ? saved.contact : '')
const sent = (text: string, more: Readonly<Record<string, string>> = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ text, ...more })) form.set(name, value)
  return importAnswer(context(), form)
}
const reportOf = async (text: string, more: Readonly<Record<string, string>> = {}): Promise<ImportReport> => {
  const { report, trouble } = await sent(text, more)
  if (report === null) throw new Error(trouble ?? 'nothing is reported')
  return report
}
const counts = ({ rows, added, changed, same, repeated, leftOut }: ImportReport) => ({
  rows,
  added: added.length,
  changed: changed.length,
  same: same.length,
  repeated: repeated.length,
  leftOut: leftOut.length,
})

describe('a file', () => {
  const text =
    '\uFEFFFirst name,Last name,Mobile,Work phone\nFay,Fox,(202) 555-0180,(202) 555-0179 x7\nCarla,Berg,+12025550188,\n,,+12025550181,\nGil,,12,\n\nFAY,FOX,+1 202 555 0180,+12025550182\nHal,,+12025550180,\nCarla,Berg,,\n'

  it('is first only looked at, then written, and its counts add up to its rows', async () => {
    const looked = await reportOf(text)
    expect(counts(looked)).toEqual({ rows: 7, added: 1, changed: 1, same: 0, repeated: 2, leftOut: 3 })
    expect(looked).toMatchObject({
      changed: [{ row: 3, name: 'Carla Berg', from: 'Carla', numbers: [] }],
      repeated: [
        { row: 7, name: 'FAY FOX', of: 2, winner: 'Fay Fox', numbers: ['(202) 555-0180'] },
        { row: 8, name: 'Hal', of: 2, winner: 'Fay Fox', numbers: ['(202) 555-0180'] },
      ],
      leftOut: [
        { row: 4, why: 'It has no name.' },
        { row: 5, why: '“12” is not a phone number.' },
        { row: 9, why: 'It has no phone number.' },
      ],
      empty: 1,
      written: false,
    })
    expect(await search('fay')).toEqual([])
    expect(await reportOf(text, { write: 'yes' })).toEqual({ ...looked, written: true })
    expect(await search('fay')).toEqual([
      ['Fay Fox', 'Mobile: (202) 555-0180', 'Work: (202) 555-0179 ext. 7', 'Work: (202) 555-0182'],
    ])
    expect(await search('carla')).toEqual([['Carla Berg', '(202) 555-0188']])
  })

  it('stands in the history of each contact that it changed, with its name and who imported it', async () => {
    expect((await historyOf('Fay Fox')).map((deed) => [deed.by, doneInWords(deed), deed.change])).toEqual([
      [
        'Mia',
        'added the contact with (202) 555-0180, (202) 555-0179, (202) 555-0182 by importing pasted text',
        null, // it can be removed
      ],
    ])
    expect((await historyOf('Carla Berg')).map((deed) => [deed.by, doneInWords(deed), typeof deed.change])).toEqual([
      ['Mia', 'imported pasted text, which renamed the contact from Carla to Carla Berg', 'string'],
    ])
  })

  it('changes nothing when it is imported once more', async () => {
    expect(counts(await reportOf(text, { write: 'yes' }))).toEqual({
      rows: 7,
      added: 0,
      changed: 0,
      same: 2,
      repeated: 2,
      leftOut: 3,
    })
  })

  it('finds contacts that were merged, and gives their numbers to them', async () => {
    const [ida, other] = [
      idOf(await addContact(context(), { name: 'Ida', number: '+12025550190' })),
      idOf(await addContact(context(), { name: 'Ida private', number: '+12025550191' })),
    ]
    await mergeContacts(context(), { contact: ida, other })
    const report = await reportOf('Name,Phone,Phone 2\nIda private,+12025550191,+12025550192\n', { write: 'yes' })
    expect(report.changed).toEqual([{ row: 2, name: 'Ida', from: null, numbers: ['(202) 555-0192'] }])
    expect(await search('ida')).toEqual([['Ida', '(202) 555-0190', '(202) 555-0191', '(202) 555-0192']])
  })

  it('that has other names asks whose are used, and is undone contact by contact', async () => {
    const [kit, lea] = await Promise.all(
      ['Kit', 'Lea', 'Max'].map(async (name, place) =>
        idOf(await addContact(context(), { name, number: `+120255501${60 + place}` })),
      ),
    )
    const file = 'Name,Phone,Phone 2\nKit Kay,+12025550160,+12025550163\nLea Lo,+12025550161,\nMax,+12025550162,\n'
    const looked = await reportOf(file)
    expect(looked.otherNames).toEqual([
      { row: 2, contact: kit, ours: 'Kit', theirs: 'Kit Kay', isKept: false },
      { row: 3, contact: lea, ours: 'Lea', theirs: 'Lea Lo', isKept: false },
    ])
    expect((await reportOf(file, { names: 'ours' })).changed).toEqual([
      { row: 2, name: 'Kit', from: null, numbers: ['(202) 555-0163'] },
    ])
    const kept = await reportOf(file, { names: 'file', keep: lea ?? '', write: 'yes' })
    expect(kept.same.map(({ name }) => name)).toEqual(['Lea', 'Max'])
    expect(await search('kit')).toEqual([['Kit Kay', '(202) 555-0160', '(202) 555-0163']])
    expect(await historyOf('Lea')).toHaveLength(1)

    const [change] = (await historyOf('Kit Kay')).flatMap((deed) => deed.change ?? [])
    expect(await undoContactChange(context(), { change: change ?? '' })).toMatchObject({ ok: true, contact: kit })
    expect(await search('kit')).toEqual([['Kit', '(202) 555-0160']])
    expect((await historyOf('Kit')).map(doneInWords)[0]).toBe('undid an import: the contact is called Kit again')
    expect(await undoContactChange(context(), { change: change ?? '' })).toMatchObject({ ok: false })
  })

  it('is read by the columns that somebody chooses instead of the guess', async () => {
    const file = 'Who,Home,Office\nJo,+12025550195,+12025550196\n'
    const guessed = await sent(file)
    expect(guessed.columns.map(({ title, role }) => [title, role])).toEqual([
      ['Who', 'name'],
      ['Home', 'phone'],
      ['Office', 'phone'],
    ])
    const chosen = await reportOf(file, { 'column-1': 'ignore' })
    expect(chosen.added).toEqual([{ row: 2, name: 'Jo', numbers: ['(202) 555-0196'] }])
  })

  it('without any column of numbers asks which it is', async () => {
    expect(await sent('Name,Town\nJo,Bath\n')).toMatchObject({
      trouble: 'No column looks like phone numbers. Choose the column that has them.',
      report: null,
      columns: [{ title: 'Name' }, { title: 'Town' }],
    })
  })

  it('with numbers of another country says so, and of which they seem to be', async () => {
    const file = 'Vorname;Nachname;Telefon;Mobil\nJörg;Müller;030 901820;0171 1234567\n'
    const asked = await sent(file)
    expect(asked).toMatchObject({ home: 'US', foreign: { count: 2, country: 'DE', name: 'Germany' } })
    expect(counts(await reportOf(file))).toMatchObject({ rows: 1, leftOut: 1 })
    expect((await reportOf(file, { country: 'DE' })).added).toEqual([
      { row: 2, name: 'Jörg Müller', numbers: ['+49 30 901820', '+49 171 1234567'] },
    ])
  })

  it('with numbers of two countries has those of home as they were when the others are read as ones of another', async () => {
    const file = 'Vorname;Nachname;Telefon\nJörg;Müller;030 901820\nJane;Doe;(202) 555-0171\n'
    const asked = await sent(file)
    expect(asked.foreign).toEqual({ count: 1, country: 'DE', name: 'Germany' })
    const read = await sent(file, { country: asked.foreign?.country ?? '' })
    expect(read).toMatchObject({ home: 'US', others: { country: 'DE', name: 'Germany' }, foreign: null })
    expect(read.report?.added).toEqual([
      { row: 2, name: 'Jörg Müller', numbers: ['+49 30 901820'] },
      { row: 3, name: 'Jane Doe', numbers: ['(202) 555-0171'] },
    ])
  })

  it('of 20,000 rows is imported whole, in one go', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, row) =>
        `Person ${row},+1203${String(2_000_000 + row)},(204) ${String(200 + Math.floor(row / 10_000))}-${String(row % 10_000).padStart(4, '0')}`,
    )
    const report = await reportOf(`Name,Phone,Mobile\n${rows.join('\n')}\n`, { write: 'yes' })
    expect(counts(report)).toEqual({ rows: 20_000, added: 20_000, changed: 0, same: 0, repeated: 0, leftOut: 0 })
    expect(await search('Person 19999')).toEqual([['Person 19999', '(203) 201-9999', 'Mobile: (204) 201-9999']])
    expect(await search('+1 203 201 9999')).toEqual([['Person 19999', '(203) 201-9999', 'Mobile: (204) 201-9999']])
  }, 240_000)

  it('that is too long is refused whole', async () => {
    expect(await sent('Finn,+12025550174\n'.repeat(50_002))).toMatchObject({
      trouble: 'This file has more than 50,000 rows. Split it, and import one part after the other.',
      report: null,
    })
  })
})

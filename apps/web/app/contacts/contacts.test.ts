import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { contactHistory, removedContacts } from '#infra/db/contact/contact-history.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { placeOf, readContact, readContacts } from './read-contacts.server.ts'
import { mergeContacts } from '#infra/deeds/contacts/merge-contacts.ts'
import { removeContact } from '#infra/deeds/contacts/remove-contact.ts'
import { addContact } from '#infra/deeds/contacts/add-contact.ts'
import { addContactNumber } from '#infra/deeds/contacts/add-contact-number.ts'
import { renameContact } from '#infra/deeds/contacts/rename-contact.ts'
import { undoContactChange } from '#infra/deeds/contacts/undo-contact-change.ts'
import { asOwner } from '#infra/deeds/permissions.ts'

let server: TemporaryDatabase
let db: Database
let office: SmallOrganisation
const organisation = '11111111-1111-4111-8111-111111111111'

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  office = await smallOrganisation(db, { id: organisation, e164: '+12025550101' }) // with the contact Carla, +12025550188
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

const context = () => ({
  db,
  organisation,
  actor: office.member,
  who: asOwner(office.member),
  address: null,
  provision: null,
})
const contacts = (search: string, after = '', limit = 50) =>
  db.withOrganisation(organisation, (em) => readContacts(em, { organisation, search, after, limit }))
const search = async (words: string) =>
  (await contacts(words)).map(({ name, numbers }) => [name, ...numbers.map(({ e164 }) => e164)])
const add = async (name: string, number: string) => idOf(await addContact(context(), { name, number }))
const idOf = (saved: Awaited<ReturnType<typeof addContact>>) => (saved.ok ? saved.contact : '')
const changeOf = (changed: Awaited<ReturnType<typeof mergeContacts>>) => (changed.ok ? changed.change : '')
const historyOf = (contact: string) =>
  db.withOrganisation(organisation, (em) => contactHistory(em, { organisation, contact }))

describe('a contact', () => {
  it('is added once, under a number in any form that people write', async () => {
    expect(await addContact(context(), { name: 'Dora', number: '(202) 555-0170' })).toMatchObject({ ok: true })
    expect(await addContact(context(), { name: 'Dora again', number: '+12025550170' })).toMatchObject({
      ok: false,
      problem: { code: 'contact-taken', details: { name: 'Dora' } },
    })
    expect(await addContact(context(), { name: 'Nobody', number: '12' })).toMatchObject({
      ok: false,
      problem: { code: 'contact-number-invalid' },
    })
    expect(await search('dor')).toEqual([['Dora', '+12025550170']])
    expect(await search('555 0170')).toEqual([['Dora', '+12025550170']])
  })

  it('is one in both spellings of a number, and shows one of them', async () => {
    await add('Lucía', '+54 9 11 2345-6789')
    expect(await addContact(context(), { name: 'Lucía again', number: '+54 11 2345-6789' })).toMatchObject({
      ok: false,
      problem: { code: 'contact-taken', details: { name: 'Lucía' } },
    })
    expect(await search('lucia')).toEqual([['Lucía', '+5491123456789']])
  })

  it('shows abroad its country and its extension, and nothing of either at home', async () => {
    await add('Jörg', '+49 30 901820 ext. 12')
    const [jorg] = await contacts('Jörg')
    expect(jorg?.numbers).toMatchObject([{ shown: '+49 30 901820 ext. 12', country: 'Germany' }])
    const [dora] = await contacts('Dora')
    expect(dora?.numbers).toMatchObject([{ shown: '(202) 555-0170', country: null }])
  })

  it('can be whoever has called, from an address that is no telephone’s', async () => {
    const arrival = arrivalAt(office, { call: 'by-sip' })
    await freezeArrival(db, {
      arrival: { ...arrival, facts: { ...arrival.facts, caller: { e164: 'sip:max@example.com', name: null } } },
    })
    expect(await addContact(context(), { name: 'Max', number: 'sip:max@example.com' })).toMatchObject({ ok: true })
    expect(await addContact(context(), { name: 'Moritz', number: 'sip:moritz@example.com' })).toMatchObject({
      ok: false,
      problem: { code: 'contact-number-invalid' },
    })
  })
})

describe('the address book', () => {
  it('is searched without regard to accents and case, however letters are composed, and by numbers as they are shown', async () => {
    await add('Zoë Ångström', '+1 202 555 0120')
    for (const words of ['zoe', 'ZOË', 'Zoe\u0308', 'angstrom', 'Ångström'.normalize('NFD')])
      expect([words, await search(words)]).toEqual([words, [['Zoë Ångström', '+12025550120']]])
    for (const words of ['+49 30 901820', '+49 30', '4930901820', '030 901820'])
      expect([words, await search(words)]).toEqual([words, [['Jörg', '+4930901820']]])
  })

  it('is in the order in which people look names up, over all its pages', async () => {
    for (const [place, name] of ['émile', 'Zacharias', 'Östen', 'emma', 'Eric', 'O’Hara'].entries())
      await add(`sorted ${name}`, `+120255501${30 + place}`)
    const names: string[] = []
    for (let after = ''; ;) {
      const [first, second] = await contacts('sorted', after, 2)
      names.push(...[first, second].flatMap((contact) => contact?.name.replace('sorted ', '') ?? []))
      if (!second) break
      after = placeOf(second)
    }
    expect(names).toEqual(['émile', 'emma', 'Eric', 'O’Hara', 'Östen', 'Zacharias'])
  })
})

describe('a name', () => {
  it('that somebody else has given meanwhile is overwritten only by whoever has seen it, and then both are in the history', async () => {
    const id = await add('Vera', '+12025550181')
    const rename = (name: string, from: string) => renameContact(context(), { contact: id, name, from })
    expect(await rename('Vera Voss', 'Vera')).toMatchObject({ ok: true })
    expect(await rename('V. Voss', 'Vera')).toMatchObject({
      ok: false,
      problem: { code: 'contact-renamed-since', title: 'Mia renamed this contact to Vera Voss in the meantime.' },
    })
    expect(await rename('Vera Voss', 'Vera')).toMatchObject({ ok: true }) // the same thought
    expect(await search('voss')).toEqual([['Vera Voss', '+12025550181']])
    expect(await rename('V. Voss', 'Vera Voss')).toMatchObject({ ok: true })
    expect((await historyOf(id)).map(({ kind, after }) => [kind, after])).toEqual([
      ['contact.renamed', 'name: V. Voss'],
      ['contact.renamed', 'name: Vera Voss'],
      ['contact.added', 'number: +12025550181'],
    ])
  })

  it('of two that are given at once is the first one', async () => {
    const id = await add('Wim', '+12025550182')
    const both = await Promise.all(
      ['Wim Aa', 'Wim Bee'].map((name) => renameContact(context(), { contact: id, name, from: 'Wim' })),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is taken back for all the contact’s numbers, unless there is a newer one', async () => {
    const id = await add('Xenia', '+12025550183')
    await addContactNumber(context(), { contact: id, number: '(202) 555-0184' })
    await renameContact(context(), { contact: id, name: 'Xenia X' })
    await renameContact(context(), { contact: id, name: 'Xenia Xu' })
    const [second, first] = (await historyOf(id)).flatMap(({ change }) => change ?? [])
    expect(await undoContactChange(context(), { change: first ?? '' })).toMatchObject({
      ok: false,
      problem: { code: 'contact-changed-since' },
    })
    expect(await undoContactChange(context(), { change: second ?? '' })).toMatchObject({ ok: true, name: 'Xenia X' })
    expect(await undoContactChange(context(), { change: first ?? '' })).toMatchObject({ ok: true, name: 'Xenia' })
    expect(await search('xenia')).toEqual([['Xenia', '+12025550183', '+12025550184']])
  })
})

describe('two contacts', () => {
  it('become one with both numbers, and go together', async () => {
    const [kept, home] = [await add('Knut', '+12025550171'), await add('Knut home', '+12025550172')]
    await addContactNumber(context(), { contact: home, number: '+12025550173' })
    expect(await mergeContacts(context(), { contact: kept, other: home })).toMatchObject({ ok: true, contact: kept })
    await renameContact(context(), { contact: kept, name: 'Knut Ek' })
    expect(await search('knut')).toEqual([['Knut Ek', '+12025550171', '+12025550172', '+12025550173']])
    expect(await mergeContacts(context(), { contact: kept, other: kept })).toMatchObject({ ok: false })
    await removeContact(context(), { contact: kept })
    expect(await db.withOrganisation(organisation, (em) => readContact(em, { organisation, contact: kept }))).toBeNull()
    expect(await search('knut')).toEqual([])
  })

  it('are two again when their merge is undone, each as it was', async () => {
    const [kept, merged] = [await add('Gus', '+12025550174'), await add('Gustav', '+52 55 1234 5670')]
    await addContactNumber(context(), { contact: merged, number: '+1 202 555 0175 ext. 9' })
    const change = changeOf(await mergeContacts(context(), { contact: kept, other: merged }))
    expect(await undoContactChange(context(), { change })).toEqual({ ok: true, contact: merged, name: 'Gustav' })
    expect(await search('gus')).toEqual([
      ['Gus', '+12025550174'],
      ['Gustav', '+525512345670', '+12025550175'],
    ])
    expect(await undoContactChange(context(), { change })).toMatchObject({
      ok: false,
      problem: { code: 'nothing-to-undo' },
    })
    expect((await historyOf(kept)).map(({ kind, change: undoes }) => [kind, undoes])).toEqual([
      ['contact.separated', null],
      ['contact.merged', null],
      ['contact.added', null],
    ])
  })

  it('that were merged further are taken apart from the last merge on', async () => {
    const [one, two, three] = [
      await add('One', '+12025550176'),
      await add('Two', '+12025550177'),
      await add('Three', '+12025550178'),
    ]
    const first = changeOf(await mergeContacts(context(), { contact: two, other: one }))
    const second = changeOf(await mergeContacts(context(), { contact: three, other: two }))
    expect(await undoContactChange(context(), { change: first })).toMatchObject({
      ok: false,
      problem: { code: 'contact-changed-since' },
    })
    expect(await undoContactChange(context(), { change: second })).toMatchObject({ ok: true, contact: two })
    expect(await search('two')).toEqual([['Two', '+12025550177', '+12025550176']])
    expect(await undoContactChange(context(), { change: first })).toMatchObject({ ok: true, contact: one })
    expect(await search('one')).toEqual([['One', '+12025550176']])
  })
})

describe('a removed contact', () => {
  it('is kept with all that it had, and comes back as it was', async () => {
    const id = await add('Rita', '+54 11 2345-0000')
    await addContactNumber(context(), { contact: id, number: '(202) 555-0179 ext. 4' })
    const before = await db.withOrganisation(organisation, (em) => readContact(em, { organisation, contact: id }))
    const change = changeOf(await removeContact(context(), { contact: id }))
    expect(
      await db.withOrganisation(organisation, (em) => removedContacts(em, { organisation, contact: id })),
    ).toMatchObject([{ change, contact: id, name: 'Rita', numbers: ['+541123450000', '+12025550179'], by: 'Mia' }])
    expect(await undoContactChange(context(), { change })).toMatchObject({ ok: true, contact: id })
    const after = await db.withOrganisation(organisation, (em) => readContact(em, { organisation, contact: id }))
    expect(after).toEqual(before)
    expect((await historyOf(id)).map(({ kind }) => kind)).toEqual([
      'contact.restored',
      'contact.removed',
      'contact.number-added',
      'contact.added',
    ])
  })

  it('does not take a number back that somebody else was given since, and says whose it is', async () => {
    const change = changeOf(await removeContact(context(), { contact: await add('Sam', '+12025550180') }))
    await add('Sammy', '+12025550180')
    expect(await undoContactChange(context(), { change })).toMatchObject({
      ok: false,
      problem: { code: 'contact-number-given', details: { name: 'Sammy' } },
    })
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contactHistory } from '../../db/contact/contact-history.ts'
import { contactMarks } from '../../db/contact/contact-marks.ts'
import { readTags } from '../../db/contact/read-tags.ts'
import { openDatabase, type Database } from '../../db/orm.ts'
import { smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../../db/testing/temporary-database.ts'
import { asOwner } from '../permissions.ts'
import { addTag } from '../tags/add-tag.ts'
import { changeTag } from '../tags/change-tag.ts'
import { removeTag } from '../tags/remove-tag.ts'
import { addContact } from './add-contact.ts'
import { markContact } from './mark-contact.ts'
import { mergeContacts } from './merge-contacts.ts'
import { removeContact } from './remove-contact.ts'
import { undoContactChange } from './undo-contact-change.ts'

const organisation = '11111111-1111-4111-8111-111111111111'
let server: TemporaryDatabase
let db: Database
let office: SmallOrganisation
let gold: string
let press: string

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  office = await smallOrganisation(db, { id: organisation, e164: '+12025550101' })
  gold = await tagged('Gold')
  press = await tagged('Press')
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
async function tagged(name: string): Promise<string> {
  const added = await addTag(context(), { name, colour: 'yellow' })
  return added.ok ? added.tag : ''
}
async function add(name: string, number: string): Promise<string> {
  const added = await addContact(context(), { name, number })
  return added.ok ? added.contact : ''
}
const mark = (contact: string, marks: Partial<Parameters<typeof markContact>[1]>) =>
  markContact(context(), { contact, give: [], take: [], ...marks })
const marksOf = async (contact: string) => {
  const marks = await db.withOrganisation(organisation, (em) => contactMarks(em, contact))
  return marks && [...marks.tags.map(({ name }) => name), ...(['vip', 'blocked'] as const).filter((one) => marks[one])]
}

describe('a contact', () => {
  it('is given marks and loses them, on record as they were and are', async () => {
    const contact = await add('Rosa', '+12025550171')
    expect(await mark(contact, { give: [press, gold], vip: true })).toEqual({ ok: true, contact })
    expect(await marksOf(contact)).toEqual(['Gold', 'Press', 'vip'])
    await mark(contact, { take: [press], vip: false, blocked: true })
    expect(await marksOf(contact)).toEqual(['Gold', 'blocked'])
    const history = await db.withOrganisation(organisation, (em) => contactHistory(em, { organisation, contact }))
    expect(history.filter(({ kind }) => kind === 'contact.marked').map(({ before, after }) => [before, after])).toEqual(
      [
        ['tags: Gold, Press\nVIP: yes\nblocked: no', 'tags: Gold\nVIP: no\nblocked: yes'],
        ['VIP: no', 'tags: Gold, Press\nVIP: yes'],
      ],
    )
  })

  it('keeps what two people give it at once', async () => {
    const contact = await add('Tom', '+12025550172')
    await Promise.all([mark(contact, { give: [gold] }), mark(contact, { give: [press] }), mark(contact, { vip: true })])
    expect(await marksOf(contact)).toEqual(['Gold', 'Press', 'vip'])
  })

  it('that has the marks already is not changed, and nothing is put on record', async () => {
    const contact = await add('Una', '+12025550173')
    await mark(contact, { give: [gold] })
    expect(await mark(contact, { give: [gold], take: [press], blocked: false })).toMatchObject({ unrecorded: true })
  })

  it('cannot have a tag that is gone, and one that is gone itself cannot be marked', async () => {
    const contact = await add('Vic', '+12025550174')
    expect(await mark(contact, { give: [organisation] })).toMatchObject({ problem: { code: 'tag-not-found' } })
    expect(await mark(organisation, { vip: true })).toMatchObject({ problem: { code: 'contact-not-found' } })
  })

  it('that others are merged into has their marks as well, until the merge is undone', async () => {
    const [kept, other] = [await add('Wim', '+12025550175'), await add('W. Wim', '+12025550176')]
    await mark(kept, { give: [gold] })
    await mark(other, { give: [press], blocked: true })
    const merged = await mergeContacts(context(), { contact: kept, other })
    expect(await marksOf(kept)).toEqual(['Gold', 'Press', 'blocked'])
    await undoContactChange(context(), { change: merged.ok ? merged.change : '' })
    expect([await marksOf(kept), await marksOf(other)]).toEqual([['Gold'], ['Press', 'blocked']])
  })

  it('loses a mark that a merge brought along, too', async () => {
    const [kept, other] = [await add('Xia', '+12025550177'), await add('X. Xia', '+12025550178')]
    await mark(other, { give: [press], vip: true })
    await mergeContacts(context(), { contact: kept, other })
    await mark(kept, { take: [press], vip: false })
    expect(await marksOf(kept)).toEqual([])
  })

  it('comes back with its marks, but for tags that are gone since', async () => {
    const contact = await add('Yan', '+12025550179')
    const passing = await tagged('Passing')
    await mark(contact, { give: [gold, passing], vip: true, blocked: true })
    const removed = await removeContact(context(), { contact })
    expect(await removeTag(context(), { tag: passing })).toMatchObject({ ok: true, name: 'Passing' })
    await undoContactChange(context(), { change: removed.ok ? removed.change : '' })
    expect(await marksOf(contact)).toEqual(['Gold', 'vip', 'blocked'])
  })
})

describe('a tag', () => {
  it('has a name of its own, in capitals or small letters', async () => {
    for (const name of ['Gold', ' gOLD '])
      expect(await addTag(context(), { ...addTag.input.parse({ name, colour: 'red' }) })).toMatchObject({
        problem: { code: 'tag-taken' },
      })
    expect(
      await changeTag(context(), { tag: press, name: 'GOLD', colour: 'red', was: { name: 'Press', colour: 'yellow' } }),
    ).toMatchObject({ problem: { code: 'tag-taken' } })
  })

  it('is renamed without its contacts noticing, and not over what somebody else has just called it', async () => {
    const tag = await tagged('Dealers')
    const was = { name: 'Dealers', colour: 'yellow' }
    expect(await changeTag(context(), { tag, name: 'Traders', colour: 'yellow', was })).toMatchObject({ ok: true })
    expect(await changeTag(context(), { tag, name: 'Sellers', colour: 'yellow', was })).toMatchObject({
      problem: { code: 'changed-since' },
    })
    expect(await changeTag(context(), { tag, name: 'Dealers', colour: 'teal', was })).toMatchObject({ ok: true })
    const all = await db.withOrganisation(organisation, (em) => readTags(em, organisation))
    expect(all.find(({ id }) => id === tag)).toMatchObject({ name: 'Traders', colour: 'teal' })
  })

  it.each([
    ['no name', { name: ' ', colour: 'red' }],
    ['a name of 41 letters', { name: 'x'.repeat(41), colour: 'red' }],
    ['a colour that is not offered', { name: 'New', colour: '#f00' }],
  ])('is refused with %s', (_what, input) => {
    expect(addTag.input.safeParse(input).success).toBe(false)
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { freezeArrival } from '../call/freeze-arrival.ts'
import { openDatabase, type Database } from '../orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { ContactTag } from './contact-tag.ts'
import { Contact } from './contact.ts'
import { knownCaller } from './known-caller.ts'
import { Tag } from './tag.ts'

const stranger = { name: null, tags: [], vip: false, blocked: false, calledBefore: false }

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

const known = (number: string, organisation = ours.id) => knownCaller(db, { organisation, number })

test('a caller is called what their own organisation calls them, and no other', async () => {
  const number = '+12025550177'
  await db.withOrganisation(
    ours.id,
    async (em) => void em.create(Contact, { organisation: ours.id, name: 'Maria', e164: number }),
  )
  expect(await known(number)).toEqual({ ...stranger, name: 'Maria' })
  expect(await known(number, theirs.id)).toEqual(stranger)
  expect(await known('+12025550178')).toEqual(stranger)
})

test('a caller has the marks of all numbers of their contact, whichever they call from and however it is spelled', async () => {
  const tag = await db.withOrganisation(ours.id, async (em) => {
    const common = { organisation: ours.id, name: 'Rosa' }
    const main = em.create(Contact, { ...common, e164: '+12025550171' })
    await em.flush()
    const other = em.create(Contact, { ...common, e164: '+5491123456789', main, vip: true })
    const gold = em.create(Tag, { organisation: ours.id, name: 'Gold', colour: 'yellow' })
    await em.flush()
    em.create(ContactTag, { organisation: ours.id, contact: main, tag: gold })
    em.create(ContactTag, { organisation: ours.id, contact: other, tag: gold })
    return gold.id
  })
  const rosa = { ...stranger, name: 'Rosa', tags: [tag], vip: true }
  for (const number of ['+12025550171', '+5491123456789', '+541123456789']) expect(await known(number)).toEqual(rosa)
})

test('whoever has called any of the organisation’s numbers has called before, in either spelling, and never a colleague of theirs', async () => {
  const number = '+5511987654321'
  expect(await known(number)).toEqual(stranger)
  await freezeArrival(db, { arrival: arrivalAt(ours, { call: 'call-1', caller: number }) })
  for (const spelled of [number, '+551187654321']) expect((await known(spelled)).calledBefore).toBe(true)
  expect((await known(number, theirs.id)).calledBefore).toBe(false)
})

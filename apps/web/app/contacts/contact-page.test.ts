import { afterAll, beforeAll, expect, it } from 'vitest'
import { Contact } from '#infra/db/contact/contact.ts'
import { Tag } from '#infra/db/contact/tag.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { harbourBikes } from '../../demo-data.ts'
import { text } from '../../testing/seen-text.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

let web: TestWeb
let adam: Browser
let path: string

beforeAll(async () => {
  web = await testWeb()
  adam = web.browser()
  await adam.signIn('adam@harbour.test')
  path = (await adam.post('/contacts/new', { name: 'Emil', number: '+1 202 555 0171' })).headers.get('location') ?? ''
}, 180_000)
afterAll(() => web.close())

const rename = async (name: string) => text(await adam.post(path, { intent: 'rename', name }))
const nameNow = () =>
  web.db.withOrganisation(
    harbourBikes.id,
    async (em) => (await em.findOneOrFail(Contact, { id: path.replace('/contacts/', '') })).name,
  )

it('a contact is said to be renamed when it was', async () => {
  expect(await rename('Emil')).toMatch(/Nothing has changed\./)
  expect(await rename(' Emil  ')).not.toContain('Contact renamed.')
  expect(await rename('Emil Ek')).toContain('Contact renamed.')
})

it('a contact is not given a name that nobody can see', async () => {
  for (const name of ['\u200b\u200d', '\u2800', '\u200f'])
    expect(await rename(name)).toContain('Enter the contact’s name.')
  expect(await nameNow()).toBe('Emil Ek')
})

it('a tag that a contact has is ticked on its page, so that saving another mark keeps it', async () => {
  await adam.post('/contacts/tags', { intent: 'add-tag', name: 'Regular', colour: 'teal' })
  const tag = await web.db.withOrganisation(
    harbourBikes.id,
    async (em) => (await em.findOneOrFail(Tag, { name: 'Regular' })).id,
  )
  const ticked = async () =>
    [...(await (await adam.get(path)).text()).matchAll(/<input[^>]*name="tag"[^>]*>/g)].map(([box]) =>
      box.includes('checked=""'),
    )
  expect(await ticked()).toEqual([false])
  await adam.post(path, { intent: 'marks', tag, 'vip-was': 'no', 'blocked-was': 'no' })
  expect(await ticked()).toEqual([true])
})

it('what was done to a contact has the days and times of the organisation, on every page of contacts', async () => {
  await web.db.withOrganisation(
    harbourBikes.id,
    async (em) => void ((await em.findOneOrFail(Organisation, { id: harbourBikes.id })).timeZone = 'Asia/Tokyo'),
  )
  const note = 'the organisation’s time zone.'
  const shown = async (at: string) => {
    const page = await (await adam.get(at)).text()
    return {
      note: page.includes(note),
      zones: [...page.matchAll(/<time[^>]*title="([^"]*)"/g)].map(([, when]) => when),
    }
  }
  const known = await shown(path)
  expect(known.note).toBe(true)
  expect(known.zones.length).toBeGreaterThan(1)
  expect(known.zones.filter((when) => !when?.endsWith('GMT+9'))).toEqual([])
  await adam.post(path, { intent: 'remove' })
  for (const at of [path, '/contacts/removed']) {
    const { note: isNamed, zones } = await shown(at)
    expect([at, isNamed, zones.length > 0, zones.filter((when) => !when?.endsWith('GMT+9'))]).toEqual([
      at,
      true,
      true,
      [],
    ])
  }
})

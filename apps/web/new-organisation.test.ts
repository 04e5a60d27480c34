import { afterAll, beforeAll, expect, it } from 'vitest'
import { openIdentity } from '#infra/identity/identity.ts'
import { newOrganisation } from './new-organisation.ts'
import { TEST_SECRET, testWeb, type TestWeb } from './testing/web.ts'

let web: TestWeb
beforeAll(async () => {
  web = await testWeb({ demo: false })
}, 60_000)
afterAll(() => web?.close())

it('makes an organisation whose first owner chooses a password by the link, and is alone in it', async () => {
  const identity = openIdentity({ url: web.database.identityUrl, publicUrl: web.url, secret: TEST_SECRET, demo: false, send: async () => {}, onTrouble: () => undefined })
  const link = await newOrganisation({ db: web.db, identity, publicUrl: web.url }, { name: 'Tide Tables', owner: 'Tamsin', email: 'tamsin@tide.example' })
  expect(await identity.memberships('tamsin@tide.example')).toMatchObject([{ role: 'owner', organisation: { name: 'Tide Tables' } }])
  await identity.close()

  const browser = web.browser()
  const { pathname, searchParams } = new URL(link)
  expect(await (await browser.get(pathname + new URL(link).search)).text()).toContain('Welcome to Tide Tables, Tamsin')
  const accepted = await browser.post(pathname, { token: searchParams.get('token') ?? '', password: 'a long enough password' })
  expect([accepted.status, accepted.headers.get('location')]).toEqual([302, '/inbox'])
  const people = await (await browser.get('/people')).text()
  expect(people).toContain('tamsin@tide.example')
  expect(people).not.toContain('harbour.test')
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { testWeb, type TestWeb } from '../../testing/web.ts'

let web: TestWeb

beforeAll(async () => {
  web = await testWeb({ demo: false })
}, 120_000)

afterAll(() => web.close())

it('a web that is no demo refuses the published logins, even where the demo data is', async () => {
  const browser = web.browser()
  expect((await browser.signIn('olive@harbour.test')).status).toBe(401)
  expect((await browser.get('/account')).status).toBe(302)
  expect(await (await browser.get('/sign-in')).text()).not.toContain('ringdown”')
})

it('a web that is no demo shows nobody its letters', async () => {
  expect((await web.browser().get('/mail')).status).toBe(404)
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

let web: TestWeb
let olive: Browser
beforeAll(async () => {
  web = await testWeb()
  olive = web.browser()
  await olive.signIn('olive@harbour.test')
}, 180_000)
afterAll(() => web.close())

it('a file of contacts is taken up to what the edge lets through, much more than of any other form', async () => {
  expect(await (await olive.get('/contacts/import')).text()).toMatch(/<form[^>]* enctype="multipart\/form-data"/i)
  const form = new FormData()
  const text = `Finn Fisher of the Fishing Fleet,+12025550174,${'Fish Street '.repeat(80)}\n`.repeat(4_850)
  expect(text.length).toBeGreaterThan(4_850_000)
  form.set('text', text)
  const answer = await olive.ask('/contacts/import', { method: 'POST', headers: { accept: 'text/html', origin: web.url, 'sec-fetch-site': 'same-origin' }, body: form })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toMatch(/Import (?:<!-- -->)?1</)
})

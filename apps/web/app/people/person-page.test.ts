import { afterAll, beforeAll, expect, it } from 'vitest'
import { Device } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { harbourBikes } from '../../demo-data.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

let web: TestWeb
let adam: Browser
beforeAll(async () => {
  web = await testWeb()
  adam = web.browser()
  await adam.signIn('adam@harbour.test')
}, 180_000)
afterAll(() => web.close())

it('somebody who is invited a second time can be opened from the refusal', async () => {
  await adam.post('/people', { name: 'Bea', email: 'bea@example.com', role: 'member' })
  const again = await adam.post('/people', { name: 'Bea', email: 'bea@example.com', role: 'member' })
  expect(again.status).toBe(409)
  expect(await again.text()).toMatch(new RegExp(`href="/people/${await idOf('bea@example.com')}"[^>]*>Open Bea<`))
})

it('an admin on the page of somebody who has declined reads what they can do themselves', async () => {
  const bea = await idOf('bea@example.com')
  await web.db.withOrganisation(harbourBikes.id, async (em) => void ((await em.findOneOrFail(Member, { id: bea })).declinedAt = new Date()))
  expect(await (await adam.get(`/people/${bea}`)).text()).toContain('You can invite them again from their page.')
  const ana = web.browser()
  await ana.signIn('ana@harbour.test')
  expect(await (await ana.get(`/people/${bea}`)).text()).toContain('An owner or admin can invite them again from their page.')
})

it('a device that is called with a code is not said to have heard it: nobody knows yet whether it was picked up', async () => {
  const ana = await idOf('ana@harbour.test')
  await adam.post(`/people/${ana}`, { intent: 'device-save', kind: 'phone', address: '+1 202 555 0131' })
  await web.db.withOrganisation(harbourBikes.id, async (em) => (await em.findOneOrFail(Device, { address: '+12025550131' })).expectCode('123456', new Date()))
  const page = (await (await adam.get(`/people/${ana}`)).text()).replaceAll(/<!--.*?-->/g, '')
  expect(page).toContain('We call (202) 555-0131 once. Whoever picks up hears a code of six digits, three times.')
  expect(page).not.toMatch(/\bheard\b/)
})

async function idOf(email: string): Promise<string> {
  return web.db.withOrganisation(harbourBikes.id, async (em) => (await em.findOneOrFail(Member, { email })).id)
}

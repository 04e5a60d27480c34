import { afterAll, beforeAll, expect, it } from 'vitest'
import { Device } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { harbourBikes } from '../../demo-data.ts'
import { text } from '../../testing/seen-text.ts'
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
  await web.db.withOrganisation(
    harbourBikes.id,
    async (em) => void ((await em.findOneOrFail(Member, { id: bea })).declinedAt = new Date()),
  )
  expect(await (await adam.get(`/people/${bea}`)).text()).toContain('You can invite them again from this page.')
  const ana = web.browser()
  await ana.signIn('ana@harbour.test')
  expect(await (await ana.get(`/people/${bea}`)).text()).toContain(
    'An owner or admin can invite them again from this page.',
  )
})

it('somebody who has joined is not invited again, and nothing is recorded of it', async () => {
  const told = async () =>
    web.db.withOrganisation(harbourBikes.id, (em) =>
      em.execute<{ count: number }[]>("select count(*)::int as count from deed where kind = 'person.invited-again'"),
    )
  const before = await told()
  const answer = await text(await adam.post(`/people/${await idOf('ben@harbour.test')}`, { intent: 'invite' }))
  expect(answer).toContain('Ben has joined already.')
  expect(await told()).toEqual(before)
})

it('a device that is called with a code is not said to have heard it: nobody knows yet whether it was picked up', async () => {
  const ana = await idOf('ana@harbour.test')
  await adam.post(`/people/${ana}`, { intent: 'device-save', kind: 'phone', address: '+1 202 555 0131' })
  await web.db.withOrganisation(harbourBikes.id, async (em) =>
    (await em.findOneOrFail(Device, { address: '+12025550131' })).expectCode('123456', new Date()),
  )
  const page = (await (await adam.get(`/people/${ana}`)).text()).replaceAll(/<!--.*?-->/g, '')
  expect(page).toContain('We call (202) 555-0131 once. Whoever picks up hears a code of six digits, three times.')
  expect(page).not.toMatch(/\bheard\b/)
})

it('a device that is there already is not said to be added, and keeps its place', async () => {
  const ben = await idOf('ben@harbour.test')
  const places = () =>
    web.db.withOrganisation(harbourBikes.id, async (em) =>
      (await em.find(Device, { member: ben }, { orderBy: { position: 'asc' } })).map((device) => [
        device.address,
        device.position,
      ]),
    )
  await adam.post(`/people/${ben}`, { intent: 'device-save', kind: 'phone', address: '+1 202 555 0132' })
  const before = await places()
  const adds = async (address: string) =>
    (await adam.post(`/people/${ben}`, { intent: 'device-save', kind: 'phone', address })).text()
  expect(await adds(String(before[0]?.[0]))).toContain('This device is in the list already. It is verified.')
  expect(await adds('(202) 555-0132')).toContain(
    'This device is in the list already. Once it is verified it is in reserve: calls ring (202) 555-0122,',
  )
  expect(await places()).toEqual(before)
})

it('nothing on the page of somebody who is deactivated or has not joined says that their phone rings', async () => {
  const ben = await idOf('ben@harbour.test')
  const words = async (member: string) => {
    const page = (await (await adam.get(`/people/${member}`)).text()).replaceAll(/<(script|style).*?<\/\1>/gs, '')
    return page.replaceAll(/<!--.*?-->|<[^>]*>/gs, ' ').replaceAll(/\s+/g, ' ')
  }
  expect(await words(ben)).toMatch(/Yes\b.* Rings /)
  await adam.post(`/people/${ben}`, { intent: 'deactivate' })
  await adam.post('/people', { name: 'Ines', email: 'ines@example.com', role: 'member' })
  for (const member of [ben, await idOf('ines@example.com')]) {
    expect(await words(member)).toContain('No. This is why, and what helps:')
    expect(await words(member)).not.toMatch(/ Rings |Rung|phone rings/)
  }
  await adam.post(`/people/${ben}`, { intent: 'reactivate' })
})

it('says before somebody is deactivated whose calls ring nobody else', async () => {
  const ana = await idOf('ana@harbour.test')
  const without = 'Without Ana, calls to '
  expect(await text(await adam.get(`/people/${ana}`))).not.toContain(without)
  for (const email of ['ben@harbour.test', 'cy@harbour.test'])
    await adam.post(`/people/${await idOf(email)}`, { intent: 'deactivate' })
  expect(await text(await adam.get(`/people/${ana}`))).toMatch(/Without Ana, calls to .*Sales.* ring nobody\./)
})

it('a second device is said to be in reserve, and is offered to be rung first once it can be rung', async () => {
  const path = `/people/${await idOf('ben@harbour.test')}`
  const post = async (fields: Record<string, string>) => (await adam.post(path, fields)).text()
  const offered = async () => (await (await adam.get(path)).text()).includes('Ring first: (202) 555-0133')
  expect(await post({ intent: 'device-save', kind: 'phone', address: '+1 202 555 0133' })).toContain(
    'Added. Once it is verified it is in reserve: calls ring (202) 555-0122, until you choose “Ring first”. Have us call it with a code.',
  )
  expect(await offered()).toBe(false)
  const device = await web.db.withOrganisation(harbourBikes.id, async (em) => {
    const row = await em.findOneOrFail(Device, { address: '+12025550133' })
    row.expectCode('123456', new Date())
    return row.id
  })
  expect(await post({ intent: 'device-code', device, code: '123456' })).toContain(
    'Verified. It is in reserve: calls ring (202) 555-0122. Choose “Ring first” to have them ring this one.',
  )
  expect(await offered()).toBe(true)
  expect(await post({ intent: 'device-prefer', device })).toContain('It is first now: calls ring it.')
  expect(await offered()).toBe(false)
})

async function idOf(email: string): Promise<string> {
  return web.db.withOrganisation(harbourBikes.id, async (em) => (await em.findOneOrFail(Member, { email })).id)
}

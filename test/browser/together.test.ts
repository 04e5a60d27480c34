import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'

test('[S8] A contact that Ana adds is called by name in Ben’s inbox at once, and stands in his address book', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const ben = await ground.person('ben')
  const call = await ground.dial('+12025550181', 'Sales')
  await ben.follows('/inbox')
  await conversation(ben.page, '(202) 555-0181').waitFor()
  await ground.plane.caller(call, 'hang-up')

  await ana.opens('/contacts')
  await ana.page.getByRole('link', { name: 'Add a contact' }).click()
  await ana.page.getByLabel(/^Name/).fill('Zoë Harbour')
  await ana.page.getByLabel(/^Number/).fill('+1 202 555 0181')
  await ana.page.getByRole('button', { name: 'Add contact' }).click()
  await conversation(ben.page, 'Zoë Harbour').waitFor()
  await ben.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Contacts' }).click()
  await ben.page.getByRole('main').getByText('Zoë Harbour').waitFor()
})

test('What Ana has done leaves Ben’s open conversations, and comes back when she opens it again', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const ben = await ground.person('ben')
  const call = await ground.dial('+12025550182', 'Sales')
  await ana.follows('/inbox')
  await ben.follows('/inbox')
  await conversation(ana.page, '(202) 555-0182').click()
  await conversation(ben.page, '(202) 555-0182').waitFor()
  await ground.plane.caller(call, 'hang-up')
  await ana.page.getByRole('article').getByText('Missed').waitFor()
  // what comes in after it was done would open it again, and the call's end may be on its way
  await conversation(ana.page, '(202) 555-0182').getByText('Missed').waitFor()

  await ana.page.getByRole('button', { name: 'Done', exact: true }).click()
  await conversation(ben.page, '(202) 555-0182').waitFor({ state: 'detached' })
  await ana.page.getByRole('button', { name: 'Reopen' }).click()
  await conversation(ben.page, '(202) 555-0182').waitFor()
})

test('[S5] A browser that hears of nothing says so, and shows what it missed once it does again', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  ana.allows(/ERR_FAILED.*live\/events/)
  const stream = '**/live/events*'
  await ana.page.route(stream, (route) => route.abort())
  await ana.opens('/inbox')
  const reconnecting = ana.page.getByRole('status').filter({ hasText: /^Reconnecting/ })
  await reconnecting.waitFor()
  await ground.dial('+12025550183', 'Sales')
  await expect.poll(async () => (await ground.plane.phone(ground.phoneOf('ana'))).state).toBe('ringing')
  expect(await conversation(ana.page, '(202) 555-0183').count()).toBe(0)

  await ana.page.unroute(stream)
  await ana.page.getByRole('region', { name: 'Call from (202) 555-0183' }).getByText('Ringing you').waitFor()
  await conversation(ana.page, '(202) 555-0183').waitFor()
  await reconnecting.waitFor({ state: 'detached' })
})

function conversation(page: Page, caller: string) {
  return page.getByRole('navigation', { name: 'List of conversations' }).getByRole('link', { name: caller })
}

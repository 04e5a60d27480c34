import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { faultsOf } from './faults.ts'
import { test } from './in-browsers.ts'

test('Shared hours are made, set day by day and chosen in a flow, whose card names them', async ({ ground }) => {
  const adam = await ground.person('adam')
  const { page } = adam
  const name = `Hours ${randomUUID().slice(0, 8)}`
  await adam.opens('/settings/hours')
  await page.getByLabel('New shared hours').fill(name)
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()

  await page.getByLabel('Saturday: when it is open').selectOption('24 hours')
  await page.getByLabel('Monday, closes').fill('12:30')
  await page.getByRole('button', { name: 'Add times on Monday' }).click()
  await page.getByLabel('Monday, opens').nth(1).fill('13:30')
  await page.getByLabel('Monday, closes').nth(1).fill('18:00')
  await page.getByRole('button', { name: 'Copy Monday to Tuesday–Friday' }).click()
  await page.getByLabel('Public holidays').and(page.locator('input:not([type=hidden])')).fill('Germany, Bay')
  await page
    .getByRole('option', { name: /^Germany, Ba/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Add day' }).click()
  await page.getByRole('group', { name: 'day 1' }).getByLabel('Name').fill('Company outing')
  const outing = page.getByRole('group', { name: 'Company outing' })
  await outing.getByLabel('Day', { exact: true }).fill('2026-12-18')
  const opens = page.getByLabel('Tuesday, opens').first()
  await opens.fill('')
  adam.allows(/status of 422/)
  await page.getByRole('button', { name: 'Save hours' }).click()
  await page.getByRole('group', { name: 'Opening hours' }).getByText('Tuesday: say from when until when').waitFor()
  expect(await page.locator('[aria-invalid=true]').count()).toBe(4) // Tuesday’s times, and no others
  await opens.fill('09:00')
  await expect.poll(() => page.locator('[aria-invalid=true]').count()).toBe(0)
  await page.getByRole('button', { name: 'Save hours' }).click()
  await page.getByText('Saved. From the next call on, these hours hold.').waitFor()
  expect(await faultsOf(adam)).toEqual([])
  await page.reload()
  await expect.poll(() => page.getByLabel('Friday, closes').nth(1).inputValue()).toBe('18:00')
  await expect.poll(() => outing.getByLabel('Name').inputValue()).toBe('Company outing')

  const flow = await DrawnFlow.begin(adam, `Front desk ${randomUUID().slice(0, 8)}`)
  await flow.adds('Business hours', { exit: 'Call comes in', of: 'Incoming call' })
  await flow.node('Business hours').click()
  const settings = page.getByRole('region', { name: 'Settings of Business hours' })
  await settings.getByLabel('Hours', { exact: true }).selectOption('Shared with other flows')
  await settings.getByLabel('Shared hours', { exact: true }).and(page.locator('input:not([type=hidden])')).click()
  await page.getByRole('option', { name }).click()
  await flow.node('Business hours').getByText(name).waitFor()
  expect(await faultsOf(adam)).toEqual([])
})

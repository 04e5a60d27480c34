import { expect } from 'vitest'
import { test } from './in-browsers.ts'

test('Whoever changes the countries hears that it was done, and by name whose phones it silenced', async ({
  ground,
}) => {
  const olive = await ground.person('olive')
  await olive.opens('/settings/countries')
  const choice = olive.page
    .getByLabel('Countries that may be called')
    .and(olive.page.locator('input:not([type=hidden])'))
  const save = olive.page.getByRole('button', { name: 'Save countries' })
  const said = olive.page.getByRole('status').getByText('Saved. From the next call on, these countries can be called.')
  const allow = async (country: string) => {
    await choice.fill(country)
    await olive.page.getByRole('option', { name: `${country} (+1)` }).click()
    await choice.press('Escape') // what can be chosen lies over the button
  }

  await allow('Jamaica')
  await save.click()
  await said.waitFor()
  expect(await olive.page.getByText('no longer ring').count()).toBe(0)

  const removed = olive.page.getByText('United States (+1)', { exact: true }).locator('..').locator('button')
  await removed.click()
  await said.waitFor({ state: 'detached' })
  await save.click()
  await said.waitFor()
  await olive.page.getByText(/no longer ring, because their countries may not be called:/).waitFor()
  await olive.page
    .getByRole('status')
    .getByRole('link', { name: /Ana.* \(United States\)/ })
    .waitFor()

  await allow('United States')
  await save.click()
  await olive.page.getByText('no longer ring').waitFor({ state: 'detached' })
  await said.waitFor()
})

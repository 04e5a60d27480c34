import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { holdingReadings } from './holding-readings.ts'
import { test } from './in-browsers.ts'

test('Two who have the same number’s settings open keep each other’s changes, and are told when they changed the same field', async ({
  ground,
}) => {
  const [adam, olive] = [await ground.person('adam'), await ground.person('olive')]
  adam.allows(/status of 409/)
  for (const visitor of [adam, olive]) {
    await visitor.opens('/numbers')
    await visitor.page.getByRole('link', { name: 'Quick', exact: true }).click()
  }
  const [his, hers] = [settingsOn(adam.page), settingsOn(olive.page)]
  await his.businessName.fill('Harbour Bikes Ltd')
  await hers.name.fill('Quick line')
  await hers.save()
  await his.save()
  await expect.poll(() => his.name.inputValue()).toBe('Quick line')
  expect(await his.businessName.inputValue()).toBe('Harbour Bikes Ltd')

  await hers.name.fill('Quickest')
  await his.name.fill('Express')
  await hers.save()
  const reading = await holdingReadings(adam.page, /\/numbers\/.*\.data/)
  await his.press()
  await adam.page.getByText('Someone else changed this in the meantime: its name is “Quickest” now.').waitFor()
  expect(await his.name.inputValue()).toBe('Express')
  await his.press() // having been told, he means it, although his page has not read again what is saved
  await reading.letGo()
  await his.saved()
  await olive.reloads()
  await expect.poll(() => hers.name.inputValue()).toBe('Express')

  await hers.name.fill('Quick')
  await hers.businessName.fill('')
  await hers.save()
})

test('Of two who allow countries at the same time, both get theirs', async ({ ground }) => {
  const [adam, olive] = [await ground.person('adam'), await ground.person('olive')]
  for (const visitor of [adam, olive]) await visitor.opens('/settings/countries')
  const [his, hers] = [countriesOn(adam.page), countriesOn(olive.page)]
  await his.allow('Germany (+49)')
  await hers.allow('France (+33)')
  await his.save()
  await hers.save()
  await olive.page.getByText('Germany (+49)', { exact: true }).waitFor()
  await adam.reloads()
  for (const country of ['Germany (+49)', 'France (+33)']) await his.forbid(country)
  await his.save()
})

test('What is typed as a time zone and is none is an error at the field; a country’s name finds its zones', async ({
  ground,
}) => {
  const olive = await ground.person('olive')
  const { page } = olive
  await olive.opens('/settings')
  const zone = page.getByRole('combobox', { name: 'Time zone' })
  const before = await zone.inputValue()
  const set = page.getByRole('button', { name: 'Set time zone' })
  await zone.fill('nonsense')
  await zone.press('Tab')
  await page.getByText('“nonsense” is no time zone. Choose a time zone from the list').waitFor()
  expect([await zone.inputValue(), await set.isDisabled()]).toEqual([before, true])
  await zone.fill('Germany')
  await page.getByRole('option', { name: 'Europe/Berlin' }).click()
  await page.getByText('is no time zone').waitFor({ state: 'detached' })
  expect([await zone.inputValue(), await set.isEnabled()]).toEqual(['Europe/Berlin', true])
})

function settingsOn(page: Page) {
  const region = page.getByRole('region', { name: 'Settings' })
  const press = () => region.getByRole('button', { name: 'Save' }).click()
  const saved = () => region.getByText('Saved.', { exact: true }).waitFor()
  return {
    name: region.getByLabel('Name', { exact: true }),
    businessName: region.getByLabel('Business name'),
    press,
    saved,
    async save() {
      await press()
      await saved()
    },
  }
}

function countriesOn(page: Page) {
  const field = page.getByLabel('Countries that may be called').and(page.locator('input:not([type=hidden])'))
  return {
    async allow(country: string) {
      await field.fill(country)
      await page.getByRole('option', { name: country }).click()
      await field.press('Escape') // what can be chosen lies over the button
    },
    forbid: (country: string) => page.getByText(country, { exact: true }).locator('..').locator('button').click(),
    async save() {
      await page.getByRole('button', { name: 'Save countries' }).click()
      await page.getByRole('status').getByText('Saved. From the next call on').waitFor()
    },
  }
}

import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { holdingReadings } from './holding-readings.ts'
import { test } from './in-browsers.ts'
import { LinePage } from './lines.ts'

test('A new flow is opened and stays open, also where its list was just being read again', async ({ ground }) => {
  const [adam, olive] = [await ground.person('adam'), await ground.person('olive')]
  const { page } = adam
  await adam.follows('/flows')
  const reading = await holdingReadings(page, /\/flows\.data/)
  await DrawnFlow.begin(olive, 'Made by Olive')
  await reading.isHeld

  const created = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'New flow' }).click()
  const dialog = page.getByRole('dialog', { name: 'New flow' })
  await dialog.getByLabel(/^Name/).fill('Made while the list was read')
  await dialog.getByRole('radio', { name: 'Nothing yet' }).check()
  await dialog.getByRole('button', { name: 'Create flow' }).click()
  await created
  await reading.letGo()
  await page.waitForURL(/\/flows\/[0-9a-f-]{36}$/)
  const flow = new DrawnFlow(page)
  await flow.adds('Play', { exit: 'Call comes in', of: 'Incoming call' })
  await page.getByText('Saved ·').waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/flows\/.+/)
})

test('What was saved stays in its field while the page is read again, and what is typed on over it is saved without a question', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  const line = new LinePage(adam, 'Quick')
  await line.opens()
  const settings = page.getByRole('region', { name: 'Settings' })
  const business = settings.getByLabel('Business name')
  const save = settings.getByRole('button', { name: 'Save' })
  const reading = await holdingReadings(page, /\/numbers\/.*\.data/)
  await business.fill('Harbour')
  await save.click()
  await reading.isHeld
  expect(await business.inputValue()).toBe('Harbour')
  await business.fill('Harbour Bikes and Boats')
  await reading.letGo()
  await save.click()
  await settings.getByText('Saved.', { exact: true }).waitFor()
  expect(await business.inputValue()).toBe('Harbour Bikes and Boats')

  await business.fill('')
  await save.click()
  await settings.getByText('Saved.', { exact: true }).waitFor()
})

test('A contact’s new name stays in its field while the page is read again, and what is typed on asks nothing', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const { page } = ana
  await ana.opens('/contacts/new')
  await page.getByRole('textbox', { name: 'Name' }).fill('Wim Read')
  await page.getByRole('textbox', { name: 'Number' }).fill('(202) 555-0163')
  await page.getByRole('button', { name: 'Add contact' }).click()
  await page.getByRole('heading', { name: 'Wim Read', exact: true }).waitFor()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  const rename = page.getByRole('button', { name: 'Rename', exact: true })
  const reading = await holdingReadings(page, /\/contacts\/.*\.data/)
  await name.fill('Wim Reader')
  await rename.click()
  await reading.isHeld
  expect(await name.inputValue()).toBe('Wim Reader')
  await name.fill('Wim Reader, twice')
  await reading.letGo()
  await page.getByRole('heading', { name: 'Wim Reader', exact: true }).waitFor()
  await rename.click()
  await page.getByRole('heading', { name: 'Wim Reader, twice', exact: true }).waitFor()
})

test('A note that goes by itself leaves the page that somebody is on the way to', async ({ ground }) => {
  const ana = await ground.person('ana')
  const { page } = ana
  await page.clock.install()
  await ana.opens('/contacts/new')
  await page.getByRole('textbox', { name: 'Name' }).fill('Vera, soon removed')
  await page.getByRole('textbox', { name: 'Number' }).fill('(202) 555-0162')
  await page.getByRole('button', { name: 'Add contact' }).click()
  await page.getByRole('button', { name: 'Remove contact' }).click()
  const note = page.getByRole('status').filter({ hasText: /^Removed Vera, soon removed\./ })
  await note.waitFor()
  const reading = await holdingReadings(page, /\/people\.data/)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click()
  await reading.isHeld
  await page.clock.fastForward(11_000)
  await reading.letGo()
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()

  await page.goBack()
  await note.waitFor()
  await page.clock.fastForward(11_000)
  await note.waitFor({ state: 'detached' })
})

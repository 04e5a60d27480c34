import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import type { Visitor } from './visitor.ts'

const GERMAN = fileURLToPath(
  new URL('../../apps/web/app/contacts/testing/german-semicolon-latin1.csv', import.meta.url),
)

test('A file of another country is imported after its country is chosen, and its people are found however their names are typed', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  await ana.opens('/contacts/import')
  await ana.page.locator('input[type=file]').setInputFiles(GERMAN)
  await ana.page.getByRole('button', { name: 'Preview changes' }).click()
  await ana.page.getByText('1 row: 0 new contacts, 0 changed, 0 unchanged, 0 repeated, 1 left out.').waitFor()
  expect(await ana.page.getByLabel('Mobil', { exact: true }).inputValue()).toBe('phone')

  const [report] = await Promise.all([
    ana.page.waitForEvent('download'),
    ana.page.getByRole('button', { name: 'Download the report' }).click(),
  ])
  expect(await text(await report.createReadStream())).toMatch(
    /2,Jörg Müller,Left out,,“030 901820” is not a phone number/,
  )

  await ana.page.getByRole('button', { name: 'Read them as numbers in Germany' }).click()
  await ana.page.getByRole('button', { name: 'Import 1 contact' }).click()
  await ana.page.getByRole('heading', { name: 'Imported' }).waitFor()
  await ana.page.getByRole('link', { name: 'See the contacts' }).click()
  await searches(ana, 'jorg muller')
  await ana.page.getByRole('link', { name: /^Jörg Müller/ }).click()
  await ana.page.getByRole('main').getByText('+49 30 901820').first().waitFor()
  await ana.page.getByText('Mobil · Germany').waitFor()
})

test('A contact that was removed or merged by mistake is back with one click, at once and later', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  await adds(ana, 'Nora Quill', '(202) 555-0165')
  await adds(ana, 'N. Quill', '202.555.0166')
  await ana.page.getByLabel('Merge with a duplicate').fill('nora')
  await ana.page.getByRole('button', { name: 'Find', exact: true }).click()
  await ana.page.getByRole('radio', { name: /Nora Quill/ }).check()
  await ana.page.getByText('(202) 555-0165 will belong to').waitFor()
  await ana.page.setViewportSize({ width: 360, height: 740 }) // the bar at the bottom of a telephone must not cover it
  await ana.page.getByRole('button', { name: 'Merge', exact: true }).click()
  const toast = ana.page.getByRole('status').filter({ hasText: /^Merged Nora Quill\./ })
  await toast.getByRole('button', { name: 'Undo' }).click()
  await ana.page.getByRole('heading', { name: 'Nora Quill', exact: true }).waitFor()
  await ana.page.setViewportSize({ width: 1440, height: 900 })
  expect(await ana.page.getByText('(202) 555-0166').count()).toBe(0)

  await ana.page.getByRole('button', { name: 'Remove contact' }).click()
  const removed = ana.page.getByRole('status').filter({ hasText: /^Removed Nora Quill\./ })
  await removed.getByRole('button', { name: 'Hide this note' }).click()
  await removed.waitFor({ state: 'detached' })
  await ana.page.getByRole('link', { name: 'Removed contacts' }).click()
  await ana.page.getByRole('link', { name: /^Nora Quill/ }).click()
  await ana.page.getByRole('button', { name: 'Restore contact' }).click()
  await ana.page.getByRole('heading', { name: 'History' }).waitFor()
  await ana.page.getByText(/restored the contact/).waitFor()
  await ana.page.getByText('(202) 555-0165').first().waitFor()
})

test('A tag that is ticked stays when another mark is saved, until it is taken away', async ({ ground }) => {
  const ana = await ground.person('ana')
  await ana.opens('/contacts/tags')
  await ana.page.getByRole('textbox', { name: 'Name', exact: true }).fill('Regular')
  await ana.page.getByRole('button', { name: 'Add tag' }).click()
  await ana.page.getByRole('button', { name: 'Save the tag Regular' }).waitFor()
  await adds(ana, 'Rosa Lind', '(202) 555-0170')
  const box = (name: string) => ana.page.getByRole('checkbox', { name, exact: true })
  const saves = async (...marks: readonly string[]) => {
    await ana.page.getByRole('button', { name: 'Save marks' }).click()
    await ana.page.getByText('Saved. Flows know it from the next call on.').waitFor()
    await ana.reloads()
    const ticked = async (name: string) => ((await box(name).isChecked()) ? [name] : [])
    expect([...(await ticked('Regular')), ...(await ticked('VIP'))]).toEqual(marks)
  }
  await box('Regular').check()
  await saves('Regular')
  await box('VIP').check()
  await saves('Regular', 'VIP')
  await box('Regular').uncheck()
  await saves('VIP')
  await box('VIP').uncheck()
  await saves()

  // contacts lose a tag only once somebody has read how many
  await ana.opens('/contacts/tags')
  await ana.page.getByRole('button', { name: 'Remove the tag Regular' }).click()
  await ana.page.getByText('No contact has the tag Regular. This cannot be undone.').waitFor()
  await ana.page.getByRole('button', { name: 'Remove tag', exact: true }).click()
  await ana.page.getByRole('button', { name: 'Save the tag Regular' }).waitFor({ state: 'detached' })
})

test('A contact’s page lists the conversations under all its numbers', async ({ ground }) => {
  const ana = await ground.person('ana')
  const call = await ground.dial('+12025550167', 'Sales')
  await ground.plane.caller(call, 'hang-up')
  await adds(ana, 'Otto Berg', '(202) 555-0167')
  await ana.page
    .getByRole('region', { name: 'Conversations' })
    .getByRole('link', { name: /^Sales/ })
    .click()
  await ana.page.getByRole('heading', { name: 'Otto Berg' }).first().waitFor()
})

test('Two people on one contact’s page see each other’s names, and neither overwrites the other’s unseen', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const ben = await ground.person('ben')
  await ground.plane.caller(await ground.dial('+12025550168', 'Sales'), 'hang-up')
  await adds(ana, 'Pia Holm', '(202) 555-0168')
  const page = new URL(ana.page.url()).pathname
  await ana.follows(page)
  await ben.follows(page)
  const name = (who: Visitor) => who.page.getByRole('textbox', { name: 'Name', exact: true })
  const heading = (who: Visitor, called: string) => who.page.getByRole('heading', { name: called, exact: true })

  await name(ben).fill('Pia H.')
  await name(ana).fill('Pia Holmberg')
  await ana.page.getByRole('button', { name: 'Rename', exact: true }).click()
  await heading(ben, 'Pia Holmberg').waitFor()
  await ben.page.getByText('Ana renamed this contact to Pia Holmberg in the meantime.').waitFor()
  expect(await name(ben).inputValue()).toBe('Pia H.')
  await ben.page.getByRole('button', { name: 'Rename to Pia H. all the same' }).click()
  await heading(ana, 'Pia H.').waitFor()
  expect(await name(ana).inputValue()).toBe('Pia H.') // she has typed nothing since

  // an import is somebody's deed as well
  await name(ben).fill('Pia')
  await ana.opens('/contacts/import')
  await ana.page.getByLabel('Or paste its text').fill('Name,Phone\nPia Holm-Berg,+12025550168\n')
  await ana.page.getByRole('button', { name: 'Preview changes' }).click()
  await ana.page.getByRole('checkbox', { name: 'Keep Pia H. (row 2: Pia Holm-Berg)' }).waitFor()
  await ana.page.getByRole('button', { name: 'Import 1 contact' }).click()
  await ana.page.getByRole('heading', { name: 'Imported' }).waitFor()
  await ben.page.getByText('Ana renamed this contact to Pia Holm-Berg in the meantime.').waitFor()
  await ben.page.getByRole('button', { name: 'Keep Pia Holm-Berg' }).click()
  expect(await name(ben).inputValue()).toBe('Pia Holm-Berg')
  await ben.page
    .getByRole('button', { name: 'Undo: imported pasted text, which renamed the contact from Pia H. to Pia Holm-Berg' })
    .click()
  await heading(ben, 'Pia H.').waitFor()
})

test('The address book is searched while one types', async ({ ground }) => {
  const ana = await ground.person('ana')
  await adds(ana, 'Quentin Reed', '(202) 555-0169')
  await ana.opens('/contacts')
  await searches(ana, 'quentin')
  await expect.poll(() => new URL(ana.page.url()).searchParams.get('q')).toBe('quentin')
  await expect.poll(() => ana.page.getByRole('main').getByRole('listitem').count()).toBe(1)
  await ana.page.getByRole('searchbox', { name: 'Search by name or number' }).press('Escape')
  await expect.poll(() => new URL(ana.page.url()).searchParams.has('q')).toBe(false)
})

async function adds(ana: Visitor, name: string, number: string): Promise<void> {
  await ana.opens('/contacts/new')
  await ana.page.getByRole('textbox', { name: 'Name' }).fill(name)
  await ana.page.getByRole('textbox', { name: 'Number' }).fill(number)
  await ana.page.getByRole('button', { name: 'Add contact' }).click()
  await ana.page.getByRole('heading', { name, exact: true }).waitFor()
}

async function searches(ana: Visitor, words: string): Promise<void> {
  await ana.page.getByRole('searchbox', { name: 'Search by name or number' }).fill(words)
}

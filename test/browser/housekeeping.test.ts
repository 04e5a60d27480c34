import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import { newcomer } from './newcomer.ts'

test('A number is picked from the carrier’s list, is red everywhere while the carrier does not confirm it, and is released by its name', async ({
  ground,
}) => {
  const carrier = ground.carrier()
  await carrier.buyNumber(E164)
  const olive = await ground.person('olive')
  const { page } = olive
  olive.allows(/status of (502|422)/) // what the carrier and the form refuse
  await olive.opens('/numbers')
  await page.getByRole('link', { name: 'Add a number' }).click()
  await page.getByRole('combobox', { name: 'Phone number' }).fill('555 0142')
  await page.getByRole('option', { name: '+1 202 555 0142' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Night line')
  await page.getByRole('button', { name: 'Add number' }).click()
  await page.getByRole('heading', { name: 'Night line', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Add people' }).click()
  await page.getByRole('button', { name: 'Add Ana' }).click()
  await page.getByText('Ana is on this number now.').waitFor()
  await page.getByLabel('Flow', { exact: true }).selectOption({ label: 'Support' })
  await page.getByRole('button', { name: 'Let Support answer' }).click()
  await page.getByText('Calls are answered with the flow Support').waitFor()

  // somebody gives it up in the carrier's own pages
  const entry = await carrier.number(E164)
  await carrier.releaseNumber(entry?.id ?? '')
  const settings = page.getByRole('region', { name: 'Settings' })
  await settings.getByLabel('Name', { exact: true }).fill('Night desk')
  await settings.getByRole('button', { name: 'Save' }).click()
  await unconfirmed(page).waitFor()
  await olive.reloads()
  await unconfirmed(page).getByText('is not in your account there').waitFor()
  await olive.opens('/numbers')
  await page.getByRole('listitem').filter({ hasText: 'Night desk' }).getByText('Not confirmed at the carrier').waitFor()
  await olive.opens('/home')
  await page
    .getByRole('alert')
    .filter({ hasText: 'Calls may not arrive' })
    .getByRole('link', { name: 'Night desk' })
    .click()
  await unconfirmed(page).getByRole('button', { name: 'Try again' }).click()
  await unconfirmed(page).getByText('still does not confirm').waitFor()
  await carrier.buyNumber(E164)
  await unconfirmed(page).getByRole('button', { name: 'Try again' }).click()
  await unconfirmed(page).waitFor({ state: 'detached' })

  await page.getByLabel('Type “Night desk” to confirm').fill('Sales')
  await page.getByRole('button', { name: 'Release number' }).click()
  await page.getByText('That is not the name of this number.').waitFor()
  await page.getByLabel('Type “Night desk” to confirm').fill('Night desk')
  await page.getByRole('button', { name: 'Release number' }).click()
  await page.waitForURL(({ pathname }) => pathname === '/numbers')
  await page.getByRole('status').getByText('(202) 555-0142, is released.').waitFor()
  await page.getByRole('link', { name: 'Sales', exact: true }).waitFor()
  expect([await page.getByRole('link', { name: 'Night desk' }).count(), await carrier.number(E164)]).toEqual([0, null])
})

test('A flow is copied, exported, put aside, deleted, and brought back', async ({ ground }) => {
  const adam = await ground.person('adam')
  const { page } = adam
  await adam.opens('/flows?all=find')
  await page.getByRole('searchbox', { name: 'Search flows' }).fill('0110') // by the number that it answers
  await page.getByText(/^1 of \d+ flows\.$/).waitFor()
  await page.getByRole('searchbox', { name: 'Search flows' }).fill('')
  const more = (name: string) => page.getByRole('button', { name: `More for ${name}`, exact: true })
  await more('Sales').click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await page.waitForURL(({ pathname }) => /^\/flows\/.+/.test(pathname))
  await adam.opens('/flows?all=find')
  await more('Sales copy').click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as JSON' }).click()
  const file = await download
  const kept = join(await mkdtemp(join(tmpdir(), 'ringdown-export-')), 'flow.json')
  await file.saveAs(kept)
  expect([file.suggestedFilename(), JSON.parse(await readFile(kept, 'utf8'))]).toEqual([
    'Sales-copy.flow.json',
    expect.objectContaining({ format: 1, name: 'Sales copy' }),
  ])
  await page.keyboard.press('Escape')
  await more('Sales copy').click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await page.getByText('Sales copy is archived.').waitFor()
  const archived = page.getByRole('region', { name: 'Archived' })
  await archived.getByRole('link', { name: 'Sales copy' }).waitFor()
  await more('Sales copy').click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('Sales copy is deleted.').waitFor()
  // other tests may have put flows aside as well
  await archived.getByRole('link', { name: 'Sales copy' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await archived.getByRole('link', { name: 'Sales copy' }).waitFor()
  await more('Sales copy').click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await archived.getByRole('link', { name: 'Sales copy' }).waitFor({ state: 'detached' })
  await more('Sales').click()
  await page
    .getByRole('menuitem', { name: 'Archive (a number uses it)' })
    .and(page.locator('[data-disabled]'))
    .waitFor()
})

test('Whoever is new is told to add a phone and whom to ask for a number; they change their own name and address', async ({
  ground,
}) => {
  const nora = await newcomer(ground, 'Nora')
  const { page } = nora.visitor
  const left = page.getByRole('region', { name: 'Get ready for calls' })
  await left.getByText('0 of 2 done').waitFor()
  await left.getByText('Owners and admins can add you to one. Ask Olive or Adam.').waitFor()
  await left.getByRole('link', { name: 'Add your phone' }).click()
  await page.getByRole('heading', { name: 'Devices' }).waitFor()

  await nora.visitor.opens('/account')
  const profile = page.getByRole('region', { name: 'Name and e-mail' })
  await profile.getByLabel('Your name').fill('Nora North')
  await profile.getByRole('button', { name: 'Save name' }).click()
  await page.getByText('Your name is changed.').waitFor()
  const address = nora.email.replace('@harbour.test', '@north.test')
  await profile.getByLabel('New e-mail address').fill(address)
  await profile.getByLabel(/^Password/).fill(nora.password)
  await profile.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText(`the link to ${address} is on the page Mail.`).waitFor()
  await nora.visitor.opens('/mail')
  await page
    .getByRole('article')
    .filter({ hasText: `To ${address}` })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('button', { name: 'Use this address' }).click()
  await page.getByText(`From now on you sign in with ${address}.`).waitFor()
  const elsewhere = await ground.stranger({}, 'Nora elsewhere')
  await elsewhere.signsIn(address, nora.password)
  await elsewhere.page.getByRole('button', { name: /Nora North/ }).waitFor()
})

test('What the audit does not understand it says at the field, and it searches nothing; whoever may not see it learns who may', async ({
  ground,
}) => {
  const audrey = await ground.person('audit')
  const { page } = audrey
  await audrey.opens('/audit?person=5ea50000-0000-4000-8000-00000000dead')
  await page.getByText('“5ea50000-0000-4000-8000-00000000dead” is not a person in this organisation.').waitFor()
  await page.getByLabel('Version').fill('x')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('“x” is not a version number.').waitFor()
  await page.getByText('Nothing was searched').waitFor()
  expect(await page.getByLabel('Version').inputValue()).toBe('x')
  const ana = await ground.person('ana')
  ana.allows(/status of 403/)
  await ana.opens('/audit')
  await ana.page
    .getByText('Only owners, admins and auditors can see what happened to every call. Ask Olive, Adam or Audrey.')
    .waitFor()
})

const E164 = '+12025550142'

function unconfirmed(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'Not confirmed at the carrier' })
}

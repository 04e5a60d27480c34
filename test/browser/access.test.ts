import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import { newcomer } from './newcomer.ts'

test('Whoever is taken off a number loses its conversations, the open one and its running calls at once', async ({
  ground,
}) => {
  const olive = await ground.person('olive')
  const cy = await ground.person('cy')
  await ground.dial('+12025550184', 'Sales')
  await cy.follows('/inbox')
  await conversation(cy.page, '(202) 555-0184').click()
  await cy.page.getByRole('heading', { name: '(202) 555-0184' }).first().waitFor()
  await cy.page
    .getByRole('region', { name: 'Live now' })
    .or(cy.page.getByRole('region', { name: 'Call from (202) 555-0184' }))
    .waitFor()

  await olive.opens('/numbers')
  await olive.page.getByRole('main').getByRole('link', { name: 'Sales', exact: true }).click()
  await olive.page.getByRole('button', { name: 'Remove Cy from Sales' }).click()
  cy.allows(/status of 404/)
  const gone = { state: 'detached', timeout: SOON } as const
  await conversation(cy.page, '(202) 555-0184').waitFor(gone)
  await cy.page.getByText('(202) 555-0184').first().waitFor(gone)
  expect(await cy.page.locator('body').innerText()).not.toContain('555-0184')
  await cy.page.getByRole('heading', { name: 'You don’t have access to this conversation' }).waitFor()
  await cy.page.getByText(/Owners and admins of .*Harbour Bikes.* can add you to a number\. Ask /).waitFor()
  await cy.page.getByRole('region', { name: 'Conversations' }).getByRole('heading', { name: 'Inbox' }).waitFor()
  await cy.page.getByRole('navigation', { name: 'Main' }).waitFor()
  await olive.page.getByRole('button', { name: 'Undo' }).click()
  await conversation(cy.page, '(202) 555-0184').waitFor()
})

test('A page drops what may no longer be seen as soon as it hears so: it waits for no clock of its own', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const ben = await ground.person('ben')
  await ben.page.clock.install()
  await ground.dial('+12025550185', 'Support')
  await ben.follows('/inbox')
  await conversation(ben.page, '(202) 555-0185').waitFor()
  await ben.page.clock.pauseAt(await ben.page.evaluate(() => Date.now() + 1_000))
  const stoodAt = await ben.page.evaluate(() => Date.now())

  await adam.opens('/numbers')
  await adam.page.getByRole('main').getByRole('link', { name: 'Support', exact: true }).click()
  await adam.page.getByRole('button', { name: 'Remove Ben from Support' }).click()
  await conversation(ben.page, '(202) 555-0185').waitFor({ state: 'detached', timeout: SOON })
  expect(await ben.page.evaluate(() => Date.now())).toBe(stoodAt)
  await ben.page.clock.resume()
  await adam.page.getByRole('button', { name: 'Undo' }).click()
  await conversation(ben.page, '(202) 555-0185').waitFor()
})

test('A page closes by itself when its person is deactivated, or signed out from another browser', async ({
  ground,
}) => {
  const ulla = await newcomer(ground, 'Ulla')
  const { page } = ulla.visitor
  await ulla.visitor.follows('/people')
  const elsewhere = await ground.stranger({}, 'Ulla elsewhere')
  await elsewhere.signsIn(ulla.email, ulla.password)
  await elsewhere.opens('/account')
  await elsewhere.page
    .getByRole('button', { name: /^Sign out \w+/ })
    .first()
    .click()
  await page.waitForURL(({ pathname }) => pathname === '/sign-in', { timeout: SOON })
  expect(new URL(page.url()).searchParams.get('to')).toBe('/people')

  const olive = await ground.person('olive')
  await elsewhere.follows('/people')
  await olive.opens('/people?all=find')
  await olive.page.getByRole('main').getByRole('link', { name: 'Ulla' }).click()
  await olive.page.getByRole('button', { name: 'Deactivate' }).click()
  await elsewhere.page.waitForURL(({ pathname }) => pathname === '/sign-in', { timeout: SOON })
  await olive.page.getByText(/is deactivated: they can no longer use this organisation/).waitFor()
})

test('A page that is open takes on what its person may do now, when they are given another role', async ({
  ground,
}) => {
  const rosa = await newcomer(ground, 'Rosa')
  const olive = await ground.person('olive')
  await rosa.visitor.follows('/people')
  const invite = rosa.visitor.page.getByRole('link', { name: 'Invite someone' })
  expect(await invite.count()).toBe(0)
  await olive.opens('/people?all=find')
  await olive.page.getByRole('main').getByRole('link', { name: 'Rosa' }).click()
  for (const [role, state] of [
    ['Admin', 'visible'],
    ['Member', 'detached'],
  ] as const) {
    await olive.page.getByRole('radio', { name: role }).check()
    await olive.page.getByRole('button', { name: 'Change role' }).click()
    await invite.waitFor({ state, timeout: SOON })
  }
})

test('What somebody is typing stays when they are given a number, and the page knows of it', async ({ ground }) => {
  const mara = await newcomer(ground, 'Mara')
  const { page } = mara.visitor
  await mara.visitor.follows('/account')
  await page.getByLabel('Your name').fill('Mara Lind')
  const olive = await ground.person('olive')
  await olive.opens('/numbers')
  await olive.page.getByRole('main').getByRole('link', { name: 'Quick', exact: true }).click()
  const readAgain = page.waitForResponse((response) => response.url().includes('/account.data'))
  await olive.page.getByRole('link', { name: 'Add people' }).click()
  await olive.page.getByRole('button', { name: 'Add Mara' }).click()
  await readAgain
  expect(await page.getByLabel('Your name').inputValue()).toBe('Mara Lind')
})

/** Long before a page would ask by itself; exactly how soon is measured where no browser draws. Milliseconds. */
const SOON = 30_000

function conversation(page: Page, caller: string) {
  return page.getByRole('navigation', { name: 'List of conversations' }).getByRole('link', { name: caller })
}

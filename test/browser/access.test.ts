import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import { newcomer } from './newcomer.ts'

test('Whoever is taken off a number loses its conversations, the open one and its running calls at once', async ({ ground }) => {
  const olive = await ground.person('olive')
  const cy = await ground.person('cy')
  await ground.dial('+12025550184', 'Sales')
  await cy.follows('/inbox')
  await conversation(cy.page, '(202) 555-0184').click()
  await cy.page.getByRole('heading', { name: '(202) 555-0184' }).first().waitFor()
  await cy.page.getByRole('region', { name: 'Live now' }).or(cy.page.getByRole('region', { name: 'Call from (202) 555-0184' })).waitFor()

  await olive.opens('/numbers')
  await olive.page.getByRole('main').getByRole('link', { name: 'Sales', exact: true }).click()
  await olive.page.getByRole('button', { name: 'Remove Cy from Sales' }).click()
  cy.allows(/status of 404/)
  const gone = { state: 'detached', timeout: 2_000 } as const
  await conversation(cy.page, '(202) 555-0184').waitFor(gone)
  await cy.page.getByText('(202) 555-0184').first().waitFor(gone)
  expect(await cy.page.locator('body').innerText()).not.toContain('555-0184')
  await olive.page.getByRole('button', { name: 'Undo' }).click()
})

test('A page closes by itself when its person is deactivated, or signed out from another browser', async ({ ground }) => {
  const una = await newcomer(ground, 'Una')
  const { page } = una.visitor
  await una.visitor.follows('/people')
  const elsewhere = await ground.stranger({}, 'Una elsewhere')
  await elsewhere.signsIn(una.email, una.password)
  await elsewhere.opens('/account')
  await elsewhere.page.getByRole('button', { name: /^Sign out \w+/ }).first().click()
  await page.waitForURL(({ pathname }) => pathname === '/sign-in', { timeout: 2_000 })
  expect(new URL(page.url()).searchParams.get('to')).toBe('/people')

  const olive = await ground.person('olive')
  await elsewhere.follows('/people')
  await olive.opens('/people')
  await olive.page.getByRole('main').getByRole('link', { name: 'Una' }).click()
  await olive.page.getByRole('button', { name: 'Deactivate' }).click()
  await elsewhere.page.getByRole('heading', { name: 'You belong to no organisation now' }).waitFor({ timeout: 2_000 })
})

function conversation(page: Page, caller: string) {
  return page.getByRole('navigation', { name: 'List of conversations' }).getByRole('link', { name: caller })
}

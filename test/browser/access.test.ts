import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import { newcomer } from './newcomer.ts'

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

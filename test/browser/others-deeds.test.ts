import { expect } from 'vitest'
import type { BrowserGround } from './ground.ts'
import { test } from './in-browsers.ts'
import type { Visitor } from './visitor.ts'

test('What Olive changes shows on Adam’s open pages, and what he is typing stays', async ({ ground }) => {
  const [olive, people, number, numbers] = await Promise.all([
    ground.person('olive'),
    follower(ground, '/people?invite=1&all=find'),
    follower(ground, '/numbers'),
    follower(ground, '/numbers'),
  ])
  await number.page.getByRole('main').getByRole('link', { name: 'Support' }).first().click()
  await number.page.getByRole('heading', { name: 'Support', level: 1 }).waitFor()
  const settings = number.page.getByRole('region', { name: 'Settings' })
  await settings.getByLabel('Business name').fill('Harbour Bik')
  await people.page.getByLabel('Name').fill('Some')

  await olive.opens('/numbers')
  await olive.page.getByRole('main').getByRole('link', { name: 'Support' }).first().click()
  const own = olive.page.getByRole('region', { name: 'Settings' })
  const renames = async (name: string) => {
    await own.getByLabel('Name', { exact: true }).fill(name)
    await own.getByRole('button', { name: 'Save' }).click()
    await own.getByText('saved').first().waitFor()
  }
  await renames('Help desk')
  try {
    await number.page.getByRole('heading', { name: 'Help desk', level: 1 }).waitFor()
    await numbers.page.getByRole('link', { name: 'Help desk' }).first().waitFor()
    expect(await settings.getByLabel('Name', { exact: true }).inputValue()).toBe('Help desk')
    expect(await settings.getByLabel('Business name').inputValue()).toBe('Harbour Bik')
    await own.getByText('saved').first().waitFor() // her own deed does not take away what was said of it
  } finally {
    await renames('Support')
  }
  await number.page.getByRole('heading', { name: 'Support', level: 1 }).waitFor()

  const list = olive.page.getByRole('region', { name: 'Routing list' })
  const seat = number.page.getByRole('switch', { name: 'Ana rings from this list' })
  await list.getByRole('switch', { name: 'Ana rings from this list' }).press('Space')
  try {
    await expect.poll(() => seat.getAttribute('aria-checked')).toBe('false')
  } finally {
    await list.getByRole('switch', { name: 'Ana rings from this list' }).press('Space')
  }
  await expect.poll(() => seat.getAttribute('aria-checked')).toBe('true')

  await olive.opens('/people?invite=1')
  await olive.page.getByLabel('Name').fill('Ines Ebb')
  await olive.page.getByLabel('E-mail').fill('ines@example.com')
  await olive.page.getByRole('button', { name: /^(Invite|Send)/ }).click()
  await people.page.getByRole('link', { name: 'Ines Ebb' }).waitFor()
  expect(await people.page.getByLabel('Name').inputValue()).toBe('Some')
  await olive.page.getByText('Ines Ebb is invited').waitFor()
})

test('A flow that Olive renames has its new name in Adam’s list, and an open inbox reads nothing for it', async ({
  ground,
}) => {
  const [olive, adam, ana] = await Promise.all([
    ground.person('olive'),
    follower(ground, '/flows?all=find'),
    ground.person('ana'),
  ])
  const caughtUp = ana.page.waitForResponse(/\/inbox\.data/)
  await ana.follows('/inbox')
  await caughtUp
  const read: string[] = []
  ana.page.on('request', (request) => read.push(request.url()))
  await olive.opens('/flows?all=find')
  const renames = async (from: string, to: string) => {
    await olive.page.getByRole('button', { name: `Rename ${from}`, exact: true }).click()
    await olive.page.getByRole('dialog').getByLabel('Name').fill(to)
    await olive.page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await adam.page.getByRole('main').getByRole('link', { name: to, exact: true }).waitFor()
  }
  await renames('Sales', 'Sales by the sea')
  await renames('Sales by the sea', 'Sales')
  expect(read.filter((url) => url.includes('/inbox'))).toEqual([])
})

test('On a small screen the account page says beside each form what came of it', async ({ ground }) => {
  const cy = await ground.person('cy', { width: 360 })
  cy.allows(/status of 422/)
  const { page } = cy
  await cy.opens('/account')
  const password = page.getByRole('region', { name: 'Password', exact: true })
  await password.getByLabel('Current password').fill('not this one')
  await password.getByLabel('New password').fill('short')
  await password.getByRole('button', { name: 'Change password' }).click()
  await isSeen(cy, /at least|characters/)
  await password.getByLabel('New password').fill('a longer one, of several words')
  await password.getByRole('button', { name: 'Change password' }).click()
  await isSeen(cy, /The current password is not right/)

  const factor = page.getByRole('region', { name: 'Two-factor authentication' })
  await factor.getByLabel('Your password').fill('not this one')
  await factor.getByRole('button', { name: 'Set up' }).click()
  await isSeen(cy, /The password is not right/)
  expect(await password.getByRole('status').innerText()).toBe('') // what was said of the other form is over
})

/** It stands in a part of the page that is read out, and within the window. */
async function isSeen({ page }: Visitor, words: RegExp): Promise<void> {
  const said = page.getByRole('main').getByRole('status').filter({ hasText: words })
  await said.waitFor()
  const box = await said.boundingBox()
  const { height = 0 } = page.viewportSize() ?? {}
  expect(box !== null && box.y >= 0 && box.y + box.height <= height + 1).toBe(true)
}

async function follower(ground: BrowserGround, path: string): Promise<Visitor> {
  const adam = await ground.person('adam')
  await adam.follows(path)
  return adam
}

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import type { Visitor } from './visitor.ts'

test('A page that is open when a new release comes says so instead of breaking, and keeps what was typed', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const { page } = ana
  complains(ana)
  await ana.opens('/contacts/new')
  await page.getByLabel('Name').fill('Priya, half typed')
  await withoutOldFiles(page, async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click()
    await updated(page).waitFor()
    expect([new URL(page.url()).pathname, await page.getByLabel('Name').inputValue()]).toEqual([
      '/contacts/new',
      'Priya, half typed',
    ])
  })
  await reloads(ana)
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Priya, half typed')
  await page.getByRole('textbox', { name: 'Number' }).fill('+1 202 555 0143')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click()
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
})

test('A part of a page that a new release took away says so too, and nothing that was typed is lost', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const { page } = ana
  complains(ana)
  await ana.opens('/contacts/new')
  await page.getByLabel('Name').fill('Mateo, half typed')
  await withoutOldFiles(page, async () => {
    await page.keyboard.press('Control+k')
    await updated(page).waitFor()
  })
  await reloads(ana)
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Mateo, half typed')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
})

/** As after a release: the files that the open page has not loaded yet are gone, and the server knows its routes as others. */
async function withoutOldFiles(page: Page, play: () => Promise<void>): Promise<void> {
  await page.route('**/assets/**', (route) =>
    route.fulfill({ status: 404, contentType: 'application/json', body: '{"error":"There is nothing here."}' }),
  )
  await page.route('**/__manifest?*', (route) =>
    route.fulfill({ status: 204, headers: { 'X-Remix-Reload-Document': 'true' } }),
  )
  await play()
  await page.unroute('**/assets/**')
  await page.unroute('**/__manifest?*')
}

async function reloads(visitor: Visitor): Promise<void> {
  const { page } = visitor
  await updated(page).getByRole('button', { name: 'Reload' }).click()
  await updated(page).waitFor({ state: 'detached' })
  await page.getByLabel('Name').waitFor()
  await visitor.settles()
}

function updated(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'Ringdown was updated' })
}

/** What is missing is told to the console by the browser, by Vite and by the router. */
function complains(visitor: Visitor): void {
  visitor.allows(
    /status of 404|route module|dynamically imported module|preload CSS|MIME type|updated|manifest version/,
  )
}

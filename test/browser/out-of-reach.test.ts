import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import { LinePage } from './lines.ts'
import type { Visitor } from './visitor.ts'

test('A form that cannot be sent stays with what was typed, says why, and is sent once the server answers', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  complains(adam)

  await adam.follows('/contacts/new')
  await page.getByLabel('Name').fill('Noor, while the train was in a tunnel')
  await page.getByRole('textbox', { name: 'Number' }).fill('+1 202 555 0149')
  await offline(page)
  await page.getByRole('button', { name: 'Add contact' }).click()
  await beside(page).waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Noor, while the train was in a tunnel')
  await online(page)
  await page.getByRole('button', { name: 'Add contact' }).click()
  await page.getByRole('heading', { name: 'Noor, while the train was in a tunnel' }).waitFor()

  await adam.follows('/people?invite=1')
  await page.getByLabel('E-mail address').fill('tunnel@harbour.test')
  await page.getByLabel('Name', { exact: true }).fill('Tuva Tunnel')
  await offline(page)
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await beside(page).waitFor()
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('tunnel@harbour.test')
  await online(page)
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await page.getByText('Tuva Tunnel').first().waitFor()

  await adam.follows('/flows')
  await page.getByRole('button', { name: 'New flow' }).click()
  const dialog = page.getByRole('dialog', { name: 'New flow' })
  await dialog.getByLabel(/^Name/).fill('From the tunnel')
  await offline(page)
  await dialog.getByRole('button', { name: 'Create flow' }).click()
  await dialog.getByText('The server cannot be reached.').waitFor()
  expect(await dialog.getByLabel(/^Name/).inputValue()).toBe('From the tunnel')
  await online(page)
  await dialog.getByRole('button', { name: 'Create flow' }).click()
  await page.waitForURL(/\/flows\/[0-9a-f-]{36}$/)
})

test('A form that cannot be sent says so also while the page is being read again', async ({ ground }) => {
  const adam = await ground.person('adam')
  const { page } = adam
  complains(adam)
  const reading = page.waitForRequest('**/live/calls.data*')
  await page.route('**/live/calls.data*', () => undefined) // is never answered
  await adam.opens('/contacts/new')
  await reading
  await page.getByLabel('Name').fill('Typed while the page was being read')
  await page.getByRole('textbox', { name: 'Number' }).fill('+1 202 555 0147')
  await offline(page)
  const add = page.getByRole('button', { name: 'Add contact' })
  await add.click()
  await beside(page).waitFor()
  expect(await add.isEnabled()).toBe(true)

  await page.unroute('**/live/calls.data*')
  await online(page)
  await add.click()
  await page.getByRole('heading', { name: 'Typed while the page was being read' }).waitFor()

  await new LinePage(adam, 'Support').opens()
  await page.route('**/live/calls.data*', () => undefined)
  const readingAgain = page.waitForRequest('**/live/calls.data*')
  await adam.opens(new URL(page.url()).pathname) // another page would wait for what is being read
  await readingAgain
  // what reads them is loaded by itself: a page that loses the server before that has to be loaded anew
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /calls\.route/.test(name)),
  )
  await offline(page)
  const [first] = await seats(page)
  await page
    .getByRole('button', { name: /^Move .* down$/ })
    .first()
    .click()
  await beside(page).waitFor()
  expect((await seats(page))[0]).toBe(first)
  await page.unroute('**/live/calls.data*')
  await online(page)
})

test('A link that cannot be followed leaves the page as it is, and leads on once the server answers', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  complains(adam)
  await adam.follows('/contacts/new')
  await page.getByLabel('Name').fill('Half typed')
  await offline(page)
  await rail(page, 'Numbers').click()
  await above(page).waitFor()
  await page.keyboard.press('Control+k')
  expect([new URL(page.url()).pathname, await page.getByLabel('Name').inputValue()]).toEqual([
    '/contacts/new',
    'Half typed',
  ])
  expect(await page.getByText('Ringdown was updated').count()).toBe(0)
  await online(page)
  await page.getByRole('dialog').waitFor() // what was asked for comes
  await page.keyboard.press('Escape')
  await rail(page, 'Numbers').click()
  await page.getByRole('heading', { name: 'Numbers', level: 1 }).waitFor()
})

test('What breaks off on its way is answered beside its form, and what was being read comes once the server answers', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  complains(adam)
  await adam.follows('/contacts/new')
  await rail(page, 'Numbers').click()
  await page.getByRole('heading', { name: 'Numbers', level: 1 }).waitFor()
  await page.goBack()
  await page.getByLabel('Name').fill('Half typed')
  await page.getByRole('textbox', { name: 'Number' }).fill('+1 202 555 0148')
  await page.route(/\.data|__manifest/, (route) => route.abort('connectionrefused'))
  await page.getByRole('button', { name: 'Add contact' }).click()
  await beside(page).waitFor()
  await above(page).waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Half typed')
  await page.unroute(/\.data|__manifest/)
  await above(page).waitFor({ state: 'detached' })

  await page.route(/\.data|__manifest/, (route) => route.abort('connectionrefused'))
  await rail(page, 'Numbers').click()
  await above(page).waitFor()
  await page.getByLabel('Name').waitFor()
  await page.unroute(/\.data|__manifest/)
  await page.getByRole('heading', { name: 'Numbers', level: 1 }).waitFor()
})

test('A routing list that cannot be saved goes back to what is saved, and says why', async ({ ground }) => {
  const adam = await ground.person('adam')
  const { page } = adam
  complains(adam)
  const line = new LinePage(adam, 'Support')
  await line.opens()
  await offline(page)
  await page
    .getByRole('button', { name: /^Move .* down$/ })
    .first()
    .click()
  await beside(page).waitFor()
  await online(page)
})

test('Offline, not even signing out takes the page away', async ({ ground }) => {
  const adam = await ground.person('adam')
  const { page } = adam
  complains(adam)
  await adam.follows('/contacts/new')
  await offline(page)
  // a click of the test’s own waits for where it leads
  const said = await page.evaluate(async () => {
    const says = new Promise((resolve) => {
      new MutationObserver(() => {
        const note = document.querySelector('.above')
        if (note) resolve(note.textContent)
      }).observe(document.body, { childList: true })
    })
    document.querySelector<HTMLElement>('form[action="/sign-out"] button')?.click()
    return says
  })
  expect(said).toMatch(/^The server cannot be reached\./)
})

function seats(page: Page): Promise<string[]> {
  return page.getByRole('region', { name: 'Routing list' }).getByRole('listitem').allInnerTexts()
}

async function offline(page: Page): Promise<void> {
  await page.context().setOffline(true)
}

async function online(page: Page): Promise<void> {
  await page.context().setOffline(false)
  await above(page).waitFor({ state: 'detached' })
}

function above(page: Page) {
  return page.getByRole('alert').filter({ hasText: 'The server cannot be reached. What is on this page stays' })
}

function beside(page: Page) {
  return page.getByText('What you entered is still here. Send it again once the server can be reached.')
}

function rail(page: Page, name: string) {
  return page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name })
}

/** What was not reached is told to the console by the browser. */
function complains(visitor: Visitor): void {
  visitor.allows(
    /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_NETWORK_CHANGED|manifest patches|modulepreload|preload CSS/,
  )
}

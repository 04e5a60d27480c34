import type { Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { test } from './in-browsers.ts'

test('A new flow is opened and stays open, also where its list was just being read again', async ({ ground }) => {
  const [adam, olive] = [await ground.person('adam'), await ground.person('olive')]
  const { page } = adam
  await adam.follows('/flows')
  const reading = await holding(page, /\/flows\.data/)
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

/** Lets readings of a page wait until they are let go; what is sent goes on. */
async function holding(
  page: Page,
  readings: RegExp,
): Promise<{ readonly isHeld: Promise<void>; letGo(): Promise<void> }> {
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const all: Promise<void>[] = []
  const hold = (route: Route): Promise<void> => {
    if (route.request().method() !== 'GET') return route.continue()
    held.resolve()
    // the router may have ended it meanwhile
    const going = free.promise.then(() => route.continue()).catch(() => undefined)
    all.push(going)
    return going
  }
  await page.route(readings, hold)
  return {
    isHeld: held.promise,
    async letGo() {
      free.resolve()
      await Promise.all(all)
      await page.unroute(readings)
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { test } from './in-browsers.ts'
import { LinePage } from './lines.ts'

const comesIn = { exit: 'Call comes in', of: 'Incoming call' }

test('Offline, the editor stays with what is not saved, never speaks of an update, and shows what was asked for later', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  adam.allows(/ERR_INTERNET_DISCONNECTED|manifest patches|modulepreload|preload CSS/)
  const flow = await DrawnFlow.begin(adam, named('Tunnel'))
  await flow.adds('Play', comesIn)
  await page.getByText('Saved ·').waitFor()
  const address = page.url()
  const bar = () => page.evaluate(() => document.querySelector('main header')?.getBoundingClientRect().height)
  const before = await bar()

  await page.context().setOffline(true)
  await flow.sets('Play', { Text: 'Said in a tunnel.' })
  await page.getByText('Not saved: The server cannot be reached. Your changes are kept in this browser').waitFor()
  expect(await bar()).toBe(before)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Numbers' }).click()
  const out = page.getByRole('alert').filter({ hasText: 'The server cannot be reached. What is on this page stays' })
  await out.waitFor()
  await page.getByRole('button', { name: 'Versions' }).click()
  await flow.node('Play').getByText('“Said in a tunnel.”').waitFor()
  expect(page.url()).toBe(address)
  expect(await page.getByText('Ringdown was updated').count()).toBe(0)

  await page.context().setOffline(false)
  await out.waitFor({ state: 'detached' })
  await page.getByRole('dialog', { name: 'Versions' }).waitFor()
  await page.getByText('Saved ·').waitFor()
})

test('“?” lists the keys of the editor, which do nothing behind the list', async ({ ground }) => {
  const adam = await ground.person('adam')
  const { page } = adam
  const flow = await DrawnFlow.begin(adam, named('Keys'))
  await flow.adds('Play', comesIn)
  await page.locator('body').press('?')
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await list.getByRole('region', { name: 'Flow' }).getByText('Undo', { exact: true }).waitFor()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  await flow.node('Play').waitFor()
})

test('Who may ring is followed while a flow is open: its bar and its publishing say the same', async ({ ground }) => {
  const [adam, olive] = [await ground.person('adam'), await ground.person('olive')]
  const { page } = adam
  await adam.opens('/flows?all=find')
  await page.getByRole('main').getByRole('link', { name: 'Sales', exact: true }).click()
  const bar = page.getByRole('region', { name: 'Issues' }).getByRole('button').first()
  await bar.getByText('No issues').waitFor()
  const line = new LinePage(olive, 'Sales')
  await line.opens()
  for (const name of ['Ana', 'Ben', 'Cy']) await line.seatIs(name, 'inactive')
  const said = '1 error' // before, there are warnings about each of them
  await bar.getByText(said).waitFor()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByText(said).waitFor()
  for (const name of ['Ana', 'Ben', 'Cy']) await line.seatIs(name, 'active')
  await page.getByRole('dialog').getByText(said).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await bar.getByText('No issues').waitFor()
})

test('A low window has room for the whole editor, and the settings make way for the canvas', async ({ ground }) => {
  const adam = await ground.person('adam')
  const { page } = adam
  const flow = await DrawnFlow.begin(adam, named('Low'))
  await flow.node('Incoming call').waitFor()
  for (const [width, height] of [
    [720, 450],
    [740, 360],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expect.poll(() => hiddenBelow(page)).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 390, height: 780 })
  const settings = page.getByRole('region', { name: 'Settings of Incoming call' })
  for (const [from, node] of [
    ['Outline', '[data-node="in"]'],
    ['Canvas', '.react-flow__node[data-id="in"]'],
  ] as const) {
    await page.getByText(from, { exact: true }).click()
    await page.locator(node).press('Enter')
    await settings.waitFor()
    await page.getByText('Canvas', { exact: true }).click()
    await settings.waitFor({ state: 'detached' })
  }
})

test('Whoever has a flow open hears who archived or deleted it, and it is saved again once that is undone', async ({
  ground,
}) => {
  const [adam, olive] = [await ground.person('adam'), await ground.person('olive')]
  adam.allows(/404.*\/draft/)
  const name = named('Aside')
  const flow = await DrawnFlow.begin(adam, name)
  await flow.adds('Play', comesIn)
  await adam.page.getByText('Saved ·').waitFor()
  await olive.opens('/flows?all=find')
  await chooses(olive.page, name, 'Archive')
  await adam.page.getByText('Olive archived this flow. No number can answer with it').waitFor()
  await adam.page.getByRole('button', { name: 'Publish' }).click()
  const dialog = adam.page.getByRole('dialog')
  await dialog.getByText('Olive archived this flow.').waitFor()
  expect(await dialog.getByLabel(/umber that answers/).count()).toBe(0)
  await adam.page.keyboard.press('Escape')

  await chooses(olive.page, name, 'Delete')
  await adam.page.getByText('Olive deleted this flow. Nothing can be saved').waitFor()
  await flow.sets('Play', { Text: 'Drawn meanwhile.' })
  await adam.page.getByText('Not saved: Olive deleted this flow.').waitFor()
  await olive.page.getByRole('button', { name: 'Undo' }).click()
  await adam.page.getByText('Saved ·').waitFor()
  await adam.page.getByText('Olive archived this flow.').waitFor()
})

async function chooses(page: Page, name: string, deed: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: deed }).click()
}

/** By how many pixels the issues lie under the bar of places. */
function hiddenBelow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [issues, places] = ['section[aria-label="Issues"]', 'nav[aria-label="Main"]'].map((part) =>
      document.querySelector(part)?.getBoundingClientRect(),
    )
    return issues && places ? issues.bottom - places.top : Infinity
  })
}

function named(name: string): string {
  return `${name} ${randomUUID().slice(0, 8)}`
}

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DrawnFlow } from './draw-flow.ts'
import { faultsOf } from './faults.ts'
import { test } from './in-browsers.ts'
import { borrowingLine, LinePage } from './lines.ts'
import { sends } from './sends.ts'

const comesIn = { exit: 'Call comes in', of: 'Incoming call' }
const SAVES = '**/flows/*/draft'

test('What cannot be saved is asked for before another page, kept while one is away, and sent on return', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  adam.allows(/ERR_FAILED.*\/draft/)
  const flow = await DrawnFlow.begin(adam, named('Kept'))
  await flow.adds('Play', comesIn)
  await page.getByText('Saved ·').waitFor()
  await page.route(SAVES, (route) => route.abort())
  await flow.sets('Play', { Text: 'Drawn without a net.' })
  await page.getByText('Not saved: The server cannot be reached. Your changes are kept in this browser').waitFor()

  const asks = page.getByRole('dialog', { name: 'Leave before your changes are saved?' })
  await page.getByRole('link', { name: 'All flows' }).click()
  await asks.getByText('They stay in this browser').waitFor()
  expect(await faultsOf(adam)).toEqual([])
  await asks.getByRole('button', { name: 'Stay' }).click()
  await flow.node('Play').getByText('“Drawn without a net.”').waitFor()
  await page.getByRole('link', { name: 'All flows' }).click()
  const address = page.url()
  await asks.getByRole('button', { name: 'Leave' }).click()
  await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor()

  await page.unroute(SAVES)
  await page.goBack()
  await page.waitForURL(address)
  await flow.node('Play').getByText('“Drawn without a net.”').waitFor()
  await page.getByText('Saved ·').waitFor()
  const olive = await ground.person('olive')
  await olive.opens(new URL(address).pathname)
  await olive.page.getByText('“Drawn without a net.”').waitFor()
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ringdown draft'))),
  ).toEqual([])

  // nor is it lost when the page is loaded again meanwhile
  page.on('dialog', (dialog) => void dialog.accept())
  await page.route(SAVES, (route) => route.abort())
  await flow.sets('Play', { Text: 'Drawn before a reload.' })
  await page.getByText('Not saved: The server cannot be reached.').waitFor()
  await adam.reloads()
  await page.getByText('Not saved: The server cannot be reached.').waitFor()
  await flow.node('Play').getByText('“Drawn before a reload.”').waitFor()
  await page.unroute(SAVES)
  await olive.page.getByText('“Drawn before a reload.”').waitFor()

  // what is about to be saved is saved on the way out, and nobody is asked
  await flow.sets('Play', { Text: 'Drawn in a hurry.' })
  await page.getByRole('link', { name: 'All flows' }).click()
  await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor()
  await olive.page.getByText('“Drawn in a hurry.”').waitFor()
})

test('Two people in one flow keep what each of them did, undo their own, and are asked only for one and the same field', async ({
  ground,
}) => {
  const [adam, olive] = [await ground.person('adam'), await ground.person('olive')]
  adam.allows(/409.*\/draft/)
  const flow = await DrawnFlow.begin(adam, named('Shared'))
  await flow.adds('Play', comesIn)
  await flow.adds('Voicemail', { exit: 'Once spoken', of: 'Play' })
  await adam.page.getByText('Saved ·').waitFor()
  await olive.opens(new URL(adam.page.url()).pathname)
  const hers = new DrawnFlow(olive.page)
  await hers.node('Voicemail').waitFor()

  const held = await holding(adam.page)
  await flow.sets('Play', { Text: 'Adam wrote this.' })
  await hers.sets('Voicemail', { Greeting: 'Olive wrote this.' })
  await olive.page.getByText('Saved ·').waitFor()
  await held.letGo()
  for (const both of [flow, hers]) {
    await both.node('Play').getByText('“Adam wrote this.”').waitFor()
    await both.node('Voicemail').getByText('“Olive wrote this.”').waitFor()
  }
  await adam.page.getByRole('button', { name: 'Undo' }).click()
  for (const both of [flow, hers]) {
    await both.node('Play').getByText('“Adam wrote this.”').waitFor({ state: 'detached' })
    await both.node('Voicemail').getByText('“Olive wrote this.”').waitFor()
  }
  await adam.page.getByText('Saved ·').waitFor()

  const again = await holding(adam.page)
  await flow.sets('Voicemail', { Greeting: 'Adam’s greeting.' })
  await hers.sets('Voicemail', { Greeting: 'Olive’s greeting.' })
  await olive.page.getByText('Saved ·').waitFor()
  await again.letGo()
  const dialog = adam.page.getByRole('dialog', { name: 'Olive changed this flow too' })
  await dialog.getByRole('radio', { name: 'Yours: “Adam’s greeting.”', checked: true }).waitFor()
  expect(await faultsOf(adam)).toEqual([])
  await dialog.getByRole('radio', { name: 'Olive’s: “Olive’s greeting.”' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await flow.node('Voicemail').getByText('“Olive’s greeting.”').waitFor()
  await adam.page.getByText('Saved ·').waitFor()
})

test('Keys act on the drawing only where the drawing has them', async ({ ground }) => {
  const adam = await ground.person('adam')
  const { keyboard } = adam.page
  const flow = await DrawnFlow.begin(adam, named('Keys'))
  await flow.adds('Play', comesIn)
  await flow.node('Play').getByText('Play', { exact: true }).click()
  const settings = adam.page.getByRole('region', { name: 'Settings of Play' })
  await settings.getByRole('button', { name: 'Close the settings' }).focus()
  for (const key of ['Delete', 'Backspace', 'Control+d']) await keyboard.press(key)
  await settings.getByLabel('Title').focus()
  for (const key of ['Alt+z', 'Control+Alt+z', 'Alt+Backspace', 'Control+Alt+d']) await keyboard.press(key)
  await flow.node('Play').waitFor()
  expect(await adam.page.getByRole('group', { name: /^Play/ }).count()).toBe(1)
  await flow.node('Play').focus()
  await keyboard.press('Alt+Backspace')
  await flow.node('Play').waitFor()
  await keyboard.press('Delete')
  await flow.node('Play').waitFor({ state: 'detached' })
})

test('A line leads where it is let go on a card, a node comes in where it is dropped on a line, and search finds what is meant', async ({
  ground,
}) => {
  const adam = await ground.person('adam')
  const { page } = adam
  const flow = await DrawnFlow.begin(adam, named('Dropped'))
  const palette = page.getByRole('navigation', { name: 'Nodes to add' })
  expect(await palette.getByRole('button', { name: 'Incoming call' }).count()).toBe(0)
  await palette.getByRole('searchbox', { name: 'Search nodes' }).fill('ring in')
  expect((await palette.getByRole('button', { name: /^Ring/ }).allInnerTexts())[0]).toBe('Ring in order')
  await palette.getByRole('searchbox', { name: 'Search nodes' }).fill('')

  await flow.drops('Voicemail', { rightOf: 'Incoming call' })
  await flow.leadsOnto(comesIn, 'Voicemail')
  await flow.dropsOnto('Play', comesIn, 'Voicemail')
  await flow.line({ exit: 'Once spoken', of: 'Play' }, 'Voicemail').waitFor()
  await flow.puts('Ring a group', comesIn, 'Play')
  const [left, between, right] = [
    await placeOf(flow, 'Incoming call'),
    await placeOf(flow, 'Ring a group'),
    await placeOf(flow, 'Play'),
  ]
  expect([left.x + left.width < between.x, between.x + between.width < right.x]).toEqual([true, true])
})

test('Publishing puts a flow on a number, gives access to whom it rings, and is not offered when nothing changed', async ({
  ground,
}) => {
  const olive = await ground.person('olive')
  const { page } = olive
  const flow = await DrawnFlow.begin(olive, named('On Support'))
  await flow.adds('Ring a group', comesIn)
  await flow.adds('Voicemail', { exit: 'Nobody answers', of: 'Ring a group' })
  for (const exit of ['Everyone declines', 'Nobody available'])
    await flow.connects({ exit, of: 'Ring a group' }, 'Voicemail')
  await flow.node('Ring a group').getByText('Ring a group', { exact: true }).click()
  const settings = page.getByRole('region', { name: 'Settings of Ring a group' })
  await settings.getByRole('radio', { name: 'People I choose' }).check()
  for (const person of ['Ana', 'Adam']) {
    await settings.getByLabel('Add a person').click()
    await page.getByRole('option', { name: person, exact: true }).click()
  }
  await settings.getByRole('button', { name: 'Close the settings' }).click()

  await borrowingLine(ground, 'Support', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: /^Publish/ })
    await dialog.getByLabel('Number that answers with this flow').selectOption({ label: 'Support (202) 555-0110' })
    await dialog.getByText('Support now answers with the flow “Support”.').waitFor()
    const publish = dialog.getByRole('button', { name: 'Publish and use for Support' })
    await dialog.getByText('Adam has no access to Support').waitFor()
    expect(await publish.isDisabled()).toBe(true)
    expect(await faultsOf(olive)).toEqual([])
    await dialog.getByRole('button', { name: 'Give access to Support: Adam' }).click()
    await dialog.getByText('Adam has no access to Support').waitFor({ state: 'detached' })
    await publish.click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Saved · published as version 1').waitFor()

    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await dialog.getByText('None. Version 1 is already published.').waitFor()
    await dialog.getByText('Support (202) 555-0110 answers with it.').waitFor()
    expect(await dialog.getByRole('button').allInnerTexts()).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^Publish/)]),
    )
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  })
  await new LinePage(olive, 'Support').opens()
  const person = page.getByRole('region', { name: 'People' }).getByRole('link', { name: 'Adam', exact: true })
  const member = (await person.getAttribute('href'))?.split('/').at(-1) ?? ''
  expect((await sends(olive, new URL(page.url()).pathname, { fields: { intent: 'remove', member } })).status).toBe(200)
})

test('On a phone the menus that add nodes are seen whole, and errors are red in the outline', async ({ ground }) => {
  const wide = await ground.person('adam')
  const flow = await DrawnFlow.begin(wide, named('Narrow'))
  await flow.adds('Play', comesIn)
  await wide.page.getByText('Saved ·').waitFor()
  const adam = await ground.person('adam', { width: 360 })
  const { page } = adam
  await adam.opens(new URL(wide.page.url()).pathname)
  const row = page.getByRole('button', { name: /^Play/ })
  await row.getByText('Error: Write what the caller should hear.').waitFor()
  const red = await page
    .getByRole('region', { name: 'Issues' })
    .locator('svg')
    .first()
    .evaluate((icon) => getComputedStyle(icon).color)
  expect(
    await row
      .locator('svg')
      .last()
      .evaluate((icon) => getComputedStyle(icon).color),
  ).toBe(red)

  for (const opener of ['Change “Call comes in” of Incoming call', 'Add after “Once spoken” of Play', 'Add a node']) {
    await page.getByRole('button', { name: opener, exact: true }).click()
    const menu = page.getByRole('menu')
    await menu.waitFor()
    await expect.poll(async () => isWhollySeen(page, (await menu.boundingBox()) ?? NOWHERE)).toBe(true)
    for (const kind of ['Play', 'Hang up']) {
      const item = menu.getByRole('menuitem', { name: kind, exact: true }).first()
      await item.scrollIntoViewIfNeeded()
      expect(isWhollySeen(page, (await item.boundingBox()) ?? NOWHERE)).toBe(true)
    }
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
  }
})

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const NOWHERE: Box = { x: -1, y: -1, width: 0, height: 0 }

function isWhollySeen(page: Page, { x, y, width, height }: Box): boolean {
  const room = page.viewportSize() ?? NOWHERE
  return x >= 0 && y >= 0 && x + width <= room.width && y + height <= room.height
}

async function placeOf(flow: DrawnFlow, title: string): Promise<Box> {
  return (await flow.node(title).boundingBox()) ?? NOWHERE
}

/** Lets saves wait until they are let go. */
async function holding(page: Page): Promise<{ letGo(): Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const held: Promise<void>[] = []
  await page.route(SAVES, (route) => void held.push(promise.then(() => route.continue())))
  return {
    async letGo() {
      resolve()
      await Promise.all(held)
      await page.unroute(SAVES)
    },
  }
}

function named(what: string): string {
  return `${what} ${randomUUID().slice(0, 4)}`
}

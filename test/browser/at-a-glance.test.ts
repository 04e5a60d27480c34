import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'

test('A call in the inbox is of one colour: that of ringing while it rings, that of talking once they talk', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  await ana.follows('/inbox')
  await ground.dial('+12025550191', 'Sales')
  const row = conversation(ana.page, '(202) 555-0191')
  await row.getByText('ringing Ana').waitFor()
  const ringing = await colours(row)
  expect(ringing.dot).toBe(ringing.word)

  await ground.acts('ana', 'answer')
  await ground.acts('ana', 'press', { keys: '1' })
  await row.getByText('talking to Ana').waitFor()
  await expect.poll(async () => (await colours(row)).dot).not.toBe(ringing.dot)
  const talking = await colours(row)
  expect(talking.dot).toBe(talking.word)
})

test('With several calls on a phone, the first that rings it still says which key to press', async ({ ground }) => {
  const ana = await ground.person('ana', { width: 360 })
  await ana.follows('/inbox')
  const banners = ana.page.getByRole('region', { name: /^Call from/ })
  const keyIsSeen = async (calls: string): Promise<void> => {
    const count = await ana.page.getByText(calls, { exact: true }).boundingBox()
    const key = await banners.first().evaluate(placeOf, 'press 1')
    expect(key.bottom).toBeLessThanOrEqual(key.box.bottom)
    expect(key.right).toBeLessThanOrEqual(Math.min(key.box.right, count?.x ?? 0))
  }
  await ground.dial('+12025550191', 'Sales')
  await banners.getByText('press 1').waitFor()
  await ground.acts('ana', 'decline')
  await ana.page.getByRole('region', { name: 'Live now' }).getByText('ringing Ben').waitFor()
  await ground.dial('+12025550192', 'Sales')
  await banners.getByText('press 1').waitFor()
  await keyIsSeen('2 calls')

  for (const caller of ['+12025550193', '+12025550194']) await ground.dial(caller, 'Sales')
  await expect.poll(() => banners.getByText('press 1').count()).toBe(3)
  await keyIsSeen('4 calls')
})

test('Without a connection the bar says so in one sentence, without a gap in it', async ({ ground }) => {
  const ana = await ground.person('ana')
  ana.allows(/ERR_FAILED.*live\/events/)
  await ana.page.route('**/live/events*', (route) => route.abort())
  await ana.opens('/inbox')
  const said = ana.page.getByRole('status').filter({ hasText: /^Reconnecting\. Calls go on;/ })
  await said.waitFor()
  const [word, rest] = [await said.evaluate(placeOf, 'Reconnecting'), await said.evaluate(placeOf, '. Calls')]
  expect(Math.abs(rest.left - word.right)).toBeLessThan(1)
})

test('The open conversation differs from the one under the pointer, keys take the focus along, and Escape clears and leaves the search', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  for (const caller of ['+12025550195', '+12025550196'])
    await ground.plane.caller(await ground.dial(caller, 'Sales'), 'hang-up')
  await ana.follows('/inbox?view=all&q=(202) 555-019')
  const { page } = ana
  await conversation(page, '(202) 555-0195').getByText('Missed').waitFor()
  await conversation(page, '(202) 555-0196').getByText('Missed').waitFor()
  const rows = page.getByRole('navigation', { name: 'List of conversations' }).getByRole('link')

  await page.keyboard.press('Alt+J')
  await focusIs(rows.nth(0))
  await page.keyboard.press('Alt+J')
  await focusIs(rows.nth(1))
  await page.keyboard.press('Alt+K')
  await focusIs(rows.nth(0))
  await page.getByRole('article').first().waitFor()

  await rows.nth(1).hover()
  await expect.poll(() => background(rows.nth(1))).not.toBe('rgba(0, 0, 0, 0)')
  expect(await background(rows.nth(1))).not.toBe(await background(rows.nth(0)))

  const search = page.getByRole('searchbox', { name: 'Search all conversations by name or number' })
  await search.focus()
  await search.press('Escape')
  await expect.poll(() => page.url()).not.toContain('q=')
  expect(await search.inputValue()).toBe('')
  await focusIs(search)
  await search.press('Escape')
  await expect.poll(() => search.evaluate((field) => field === document.activeElement)).toBe(false)
})

function conversation(page: Page, caller: string): Locator {
  return page.getByRole('navigation', { name: 'List of conversations' }).getByRole('link', { name: caller })
}

async function focusIs(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((one) => one === document.activeElement)).toBe(true)
}

function background(element: Locator): Promise<string> {
  return element.evaluate((one) => getComputedStyle(one).backgroundColor)
}

/** Of the dot on the avatar, and of the word that says how the call stands. */
function colours(row: Locator): Promise<{ readonly dot: string; readonly word: string }> {
  return row.evaluate((element) => {
    const [avatar, word] = [element.querySelector('[data-live]'), element.querySelector('[data-kind]')]
    if (avatar === null || word === null) throw new Error('the row shows no running call')
    return { dot: getComputedStyle(avatar, '::after').backgroundColor, word: getComputedStyle(word).color }
  })
}

/** Runs in the page: where some words stand, and the box of the element that cuts them off. */
function placeOf(element: Element, words: string) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const at = text.textContent?.indexOf(words) ?? -1
    const own = text.parentElement?.closest('p')
    if (at < 0 || !own) continue
    const range = document.createRange()
    range.setStart(text, at)
    range.setEnd(text, at + words.length)
    const { left, right, bottom } = range.getBoundingClientRect()
    const box = own.getBoundingClientRect()
    return { left, right, bottom, box: { right: box.right, bottom: box.bottom } }
  }
  throw new Error(`nothing says “${words}”`)
}

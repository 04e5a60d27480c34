import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import { leaveVoicemail } from './demo-day.ts'

test('An open conversation shows the next call of the same caller, which is read once it was seen and not before', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const ben = await ground.person('ben')
  const { page } = ana
  await ben.follows('/inbox')
  const first = await ground.dial('+12025550186', 'Sales')
  await ana.follows('/inbox')
  await conversation(page, '(202) 555-0186').click()
  await page.getByRole('article').getByText('Ringing', { exact: true }).waitFor()
  await ground.plane.caller(first, 'hang-up')
  await page.getByRole('article').getByText('Missed').waitFor()
  await conversation(ben.page, '(202) 555-0186').getByText('Unread').waitFor({ state: 'detached' })

  await looksAway(page, true)
  const second = await ground.dial('+12025550186', 'Sales')
  await ground.plane.caller(second, 'hang-up')
  await expect.poll(() => page.getByRole('article').count()).toBe(2)
  await page.getByRole('article').last().getByText('Missed').waitFor()
  await conversation(ben.page, '(202) 555-0186').getByText('Unread').waitFor()
  await looksAway(page, false)
  await conversation(ben.page, '(202) 555-0186').getByText('Unread').waitFor({ state: 'detached' })

  // whoever reads what is older has not seen what is new
  await page.setViewportSize({ width: 1440, height: 400 })
  const timeline = page.getByRole('region', { name: 'Calls, newest last' })
  await timeline.evaluate((list) => list.scrollTo({ top: 0 }))
  const third = await ground.dial('+12025550186', 'Sales')
  await ground.plane.caller(third, 'hang-up')
  await conversation(ben.page, '(202) 555-0186').getByText('Unread').waitFor()
  await conversation(page, '(202) 555-0186').getByText('Unread').waitFor()
  await timeline.evaluate((list) => list.scrollTo({ top: list.scrollHeight }))
  await conversation(ben.page, '(202) 555-0186').getByText('Unread').waitFor({ state: 'detached' })
})

test('An inbox that was read before a call came in and opens after it shows the call', async ({ ground }) => {
  const ana = await ground.person('ana')
  const { page } = ana
  await ana.follows('/contacts')
  const [isRead, opens, shows] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ]
  const waitsFor = [opens, shows] // the page that is left has what is there read again
  const inbox = /\/inbox\.data/
  await page.route(inbox, async (route) => {
    const response = await route.fetch().catch(() => null) // the test may be over meanwhile
    if (response === null) return
    isRead.resolve()
    await (waitsFor.shift() ?? shows).promise
    await route.fulfill({ response }).catch(() => undefined) // the router may have ended it meanwhile
  })
  await page.getByRole('link', { name: /^Inbox/ }).click()
  await isRead.promise
  const unread = async () => Number(/\((\d+)\)/.exec(await page.title())?.[1] ?? 0)
  const before = await unread()
  await ground.plane.caller(await ground.dial('+12025550185', 'Sales'), 'hang-up')
  await expect.poll(unread).toBe(before + 1) // which its row tells
  opens.resolve()
  await conversation(page, '(202) 555-0185').waitFor()
  shows.resolve()
})

test('A second tab shows a ringing phone as soon as it is open, and who rings no more once somebody has accepted', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  await ana.follows('/inbox')
  await ground.dial('+12025550187', 'Support')
  await banner(ana.page).getByText('Ringing you. Answer your phone and press 1 to take the call.').waitFor()
  const second = await ana.page.context().newPage()
  await second.goto(ana.page.url())
  await second.waitForFunction(() => document.querySelector('main')?.textContent !== '')
  await banner(second).getByText('Ringing you').waitFor()

  await conversation(ana.page, '(202) 555-0187').click()
  const card = ana.page.getByRole('article')
  await expect.poll(() => card.getByText('ringing now').count()).toBe(3)
  await ground.acts('ana', 'answer')
  await banner(ana.page).getByText('Press 1 on your phone to take the call.').waitFor()
  await ground.acts('ana', 'press', { keys: '1' })
  for (const page of [ana.page, second])
    await banner(page)
      .getByText(/^You’re talking · \d/)
      .waitFor()
  await card.getByText(/\d+ s, answered/).waitFor()
  await expect.poll(() => card.getByText('ringing now').count()).toBe(0)
  expect(await card.getByText(/\d+ s, stopped ringing/).count()).toBe(2)
  await ana.page.getByRole('button', { name: 'End call' }).click()
  expect(await contrastOf(ana.page, 'End now', 'dark')).toBeGreaterThanOrEqual(4.5)
})

test('No call moves the page, and five at once leave it its room, also with long names at 200 % and at 360 px', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const { page } = ana
  const longest = 'Wolfeschlegelsteinhausenbergerdorff Maximiliane Konstantinopolitanski'
  await ana.opens('/contacts/new?number=%2B12025550145')
  await page.getByLabel(/^Name/).fill(longest)
  await page.getByRole('button', { name: 'Add contact' }).click()
  await page.getByRole('heading', { name: longest }).waitFor()
  await leaveVoicemail(ground, '+12025550188')
  for (const who of ['ana', 'ben', 'cy'] as const) await ground.plane.behave(ground.phoneOf(who), { kind: 'manual' })
  await ana.follows('/inbox?view=all')
  const top = async () => (await page.getByRole('navigation', { name: 'List of conversations' }).boundingBox())?.y
  const before = await top()
  const seen = new Set<number | undefined>()
  const calls = await Promise.all([5, 6, 7, 8, 9].map((last) => ground.dial(`+1202555014${last}`, 'Support')))
  for (const last of [5, 6, 7, 8, 9]) {
    await banner(page, last === 5 ? longest : `(202) 555-014${last}`).waitFor()
    seen.add(await top())
  }
  await expect.poll(() => banner(page).count()).toBe(5)
  await ground.acts('ana', 'answer')
  seen.add(await top())
  expect([...seen]).toEqual([before])
  await page.getByText('Press 1 on your phone').waitFor()
  for (const [width, height] of [
    [1440, 900],
    [720, 450],
    [360, 780],
  ] as const) {
    await page.setViewportSize({ width, height })
    const bar = await banner(page).first().boundingBox()
    expect(bar?.height).toBeLessThan(height / 5)
    expect([width, await isWhole(page, 'Press 1 on your phone')]).toEqual([width, true])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const call of calls) await ground.plane.caller(call, 'hang-up')
  await page.getByText('No calls right now').or(page.getByText('Get a notification when a call comes in?')).waitFor()
  expect(await top()).toBe(before)

  // a window that is taller than what the server draws
  for (const last of [0, 1, 2, 3, 4, 5, 6])
    await ground.plane.caller(await ground.dial(`+1202555017${last}`, 'Sales'), 'hang-up')
  await page.setViewportSize({ width: 1440, height: 1700 })
  await ana.opens('/inbox?view=all')
  await expect
    .poll(() => page.getByRole('navigation', { name: 'List of conversations' }).getByRole('link').count())
    .toBeGreaterThan(12)
})

test('Every page lists its shortcuts under ?, finds what is done, and adds a contact without losing the conversation', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const { page } = ana
  const call = await ground.dial('+12025550189', 'Sales')
  await ana.follows('/inbox')
  await conversation(page, '(202) 555-0189').click()
  await ground.plane.caller(call, 'hang-up')
  await page.getByRole('article').getByText('Missed').waitFor()
  await conversation(page, '(202) 555-0189').getByText('Missed').waitFor()
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await list.getByText('Next conversation').waitFor()
  await list.getByText('Find anything').waitFor()
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await conversation(page, '(202) 555-0189').waitFor({ state: 'detached' })
  const address = new URL(page.url()).pathname
  await page.getByLabel('Search all conversations by name or number').fill('(202) 555-0189')
  await conversation(page, '(202) 555-0189').waitFor()
  await page.getByText('1 found').waitFor()
  await page.getByLabel('Search all conversations by name or number').fill('nobody at all')
  await page.getByRole('link', { name: 'Clear the search' }).click()
  await expect.poll(() => new URL(page.url()).pathname + new URL(page.url()).search).toBe(address)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Find a page/ }).fill('555-0189')
  await page.getByRole('option', { name: '(202) 555-0189 Conversation · Sales · Done' }).waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'Add to contacts' }).click()
  await page.getByLabel(/^Name/).fill('Zoë Quay')
  await page.getByRole('button', { name: 'Add contact' }).click()
  await page.getByRole('region', { name: 'Conversation with Zoë Quay' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(address)

  await ana.opens('/calls')
  await page.keyboard.press('?')
  await list.getByText('Everywhere').waitFor()
  expect(await list.getByText('Next conversation').count()).toBe(0)
})

test('Notifications of calls can be turned off where they were turned on', async ({ ground }) => {
  const ana = await ground.person('ana')
  const { page } = ana
  await page.context().grantPermissions(['notifications'])
  await ana.opens('/calls')
  await page.getByRole('button', { name: 'Turn off call notifications in this browser' }).click()
  await page.getByRole('button', { name: 'Turn on call notifications in this browser' }).waitFor()
  await ana.opens('/calls')
  await page.getByRole('button', { name: 'Turn on call notifications in this browser' }).click()
  await page.getByRole('button', { name: 'Turn off call notifications in this browser' }).waitFor()
})

function conversation(page: Page, caller: string) {
  return page.getByRole('navigation', { name: 'List of conversations' }).getByRole('link', { name: caller })
}

function banner(page: Page, caller?: string) {
  return page.getByRole('region', { name: caller === undefined ? /^Call from/ : `Call from ${caller}` })
}

/** Somebody goes to another window, or comes back: no browser without a screen hides a page. */
function looksAway(page: Page, is: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }, is)
}

/** Whether the beginning of a text is in sight within its container. */
function isWhole(page: Page, text: string): Promise<boolean> {
  return page
    .getByText(text)
    .first()
    .evaluate((element, words) => {
      const range = document.createRange()
      const [node] = element.childNodes
      if (!node) return false
      range.setStart(node, 0)
      range.setEnd(node, words.length)
      const [own, around] = [range.getBoundingClientRect(), element.getBoundingClientRect()]
      return own.bottom <= around.bottom + 1 && own.right <= around.right + 1 && own.right <= innerWidth
    }, text)
}

/** How well a button's words can be read in a colour scheme, by WCAG 2. */
async function contrastOf(page: Page, name: string, colorScheme: 'light' | 'dark'): Promise<number> {
  await page.emulateMedia({ colorScheme })
  return page.getByRole('button', { name }).evaluate((button) => {
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((part) => {
        const value = Number(part) / 255
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const { color, backgroundColor } = getComputedStyle(button)
    const [brighter = 0, darker = 0] = [luminance(color), luminance(backgroundColor)].toSorted((a, b) => b - a)
    return (brighter + 0.05) / (darker + 0.05)
  })
}

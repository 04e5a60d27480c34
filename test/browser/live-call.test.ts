import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import { happened } from './leave-message.ts'

test('[S2] [W22] A call that rings Ana is a banner in her browser and a quiet row in that of Ben, whom it rings next', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const ben = await ground.person('ben')
  await ana.follows('/contacts')
  await ben.follows('/inbox')
  const loaded = [pagesLoaded(ana.page), pagesLoaded(ben.page)]
  await ground.dial('+12025550155', 'Sales')

  const atAna = banner(ana.page, '(202) 555-0155')
  await atAna.getByText('(202) 555-0155 is calling Sales').waitFor()
  await atAna.getByText('Sales · Ring the sales team in order').waitFor()
  await atAna.getByText('Ringing you').waitFor()
  const left = async () => Number(await atAna.getByText(/^\d+$/).innerText())
  const first = await left()
  expect(first).toBeLessThanOrEqual(20)
  await expect.poll(left).toBeLessThan(first)
  await expect.poll(() => ana.page.title()).toContain('(202) 555-0155 is calling · ')
  await liveRow(ben.page, '(202) 555-0155 · Sales · ringing Ana').waitFor()
  expect(await banner(ben.page, '(202) 555-0155').count()).toBe(0)

  await ground.acts('ana', 'decline')
  const atBen = banner(ben.page, '(202) 555-0155')
  await atBen.getByText('Ringing you').waitFor()
  await liveRow(ana.page, '(202) 555-0155 · Sales · ringing Ben').waitFor()
  await expect.poll(() => ana.page.title()).not.toContain('is calling · ')

  await ground.acts('ben', 'answer')
  await ground.acts('ben', 'press', { keys: '1' })
  await atBen.getByText(/^You’re talking · \d+:\d\d$/).waitFor()
  await liveRow(ana.page, '(202) 555-0155 · Sales · talking to Ben').waitFor()

  await ground.acts('ben', 'hang-up')
  await atBen.getByText('The call has ended').waitFor()
  await atBen.waitFor({ state: 'detached' })
  expect(loaded.map((count) => count())).toEqual([0, 0])
})

test('[S3] What rings everybody and is answered by Ben stops at Ana, and she is told by whom', async ({ ground }) => {
  const ana = await ground.person('ana')
  const ben = await ground.person('ben')
  await ana.follows('/inbox')
  await ben.follows('/inbox')
  await ground.dial('+12025550156', 'Support')

  const atAna = banner(ana.page, '(202) 555-0156')
  const atBen = banner(ben.page, '(202) 555-0156')
  await atAna.getByText('Also ringing Ben and Cy.').waitFor()
  await atBen.getByText('Also ringing Ana and Cy.').waitFor()
  // whoever declines stops ringing in every browser while the others ring on
  await ground.acts('cy', 'decline')
  await atAna.getByText('Also ringing Ben.').waitFor()
  await atBen.getByText('Also ringing Ana.').waitFor()
  await ground.acts('ben', 'answer')
  await ground.acts('ben', 'press', { keys: '1' })

  await atAna.getByText('Answered by Ben').waitFor()
  await expect.poll(async () => (await ground.plane.phone(ground.phoneOf('ana'))).state).toBe('idle')
  await atBen.getByText(/^You’re talking/).waitFor()
  await expect.poll(() => ana.page.title()).not.toContain('is calling · ')
  // its news is shown for a moment; then the call is just another one
  await atAna.waitFor({ state: 'detached' })
  await liveRow(ana.page, '(202) 555-0156 · Support · talking to Ben').waitFor()
})

test('[S3] [W22] A call that nobody takes is marked as missed and counted as unread in both browsers, without a reload', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  const ben = await ground.person('ben', { width: 360, colorScheme: 'dark' })
  await ana.follows('/inbox')
  await ben.follows('/inbox')
  const opening = [listsRead(ana.page), listsRead(ben.page)]
  // what was changed before is read again first
  await expect
    .poll(async () => {
      const before = opening.map((count) => count()).join()
      await ana.page.waitForTimeout(1200)
      return opening.map((count) => count()).join() === before
    })
    .toBe(true)
  const loaded = [pagesLoaded(ana.page), pagesLoaded(ben.page)]
  const before = await unread(ana.page)
  for (const who of ['ana', 'ben', 'cy'] as const) await ground.plane.behave(ground.phoneOf(who), { kind: 'busy' })
  const call = await ground.dial('+12025550157', 'Quick')
  for (const { page } of [ana, ben]) await conversation(page, '(202) 555-0157').getByText('Live').waitFor()
  const read = [listsRead(ana.page), listsRead(ben.page)]
  await expect
    .poll(() => happened(ground, { call, who: 'caller', what: 'hears' }))
    .toContain('Please leave a message after the tone.')
  await ground.plane.caller(call, 'hang-up')

  for (const { page } of [ana, ben]) {
    const row = conversation(page, '(202) 555-0157')
    await row.getByText('Missed').first().waitFor()
    await row.getByText('Unread').waitFor()
    await expect.poll(() => unread(page)).toBe(before + 1)
    await expect.poll(() => page.title()).toContain(`(${before + 1}) `)
  }
  expect(loaded.map((count) => count())).toEqual([0, 0])
  expect(read.map((count) => count())).toEqual([0, 0])

  // whoever looks at it has read it for all
  await conversation(ana.page, '(202) 555-0157').click()
  await ana.page.getByRole('article').getByText('Missed').first().waitFor()
  for (const { page } of [ana, ben]) await expect.poll(() => unread(page)).toBe(before)
})

test('[S4] Two calls at once are two banners, two rows and two conversations', async ({ ground }) => {
  const ana = await ground.person('ana')
  const ben = await ground.person('ben')
  await ana.follows('/inbox')
  await ben.follows('/inbox')
  await ground.dial('+12025550158', 'Sales')
  const second = await ground.dial('+12025550159', 'Sales')

  for (const caller of ['(202) 555-0158', '(202) 555-0159']) {
    await banner(ana.page, caller).getByText('Ringing you').waitFor()
    await liveRow(ben.page, `${caller} · Sales · ringing Ana`).waitFor()
    await conversation(ben.page, caller).getByText('Live', { exact: true }).waitFor()
  }
  await ground.plane.caller(second, 'hang-up')
  await banner(ana.page, '(202) 555-0159').getByText('Missed').waitFor()
  await banner(ana.page, '(202) 555-0158').getByText('Ringing you').waitFor()
  await liveRow(ben.page, '(202) 555-0159').waitFor({ state: 'detached' })
})

function banner(page: Page, caller: string) {
  return page.getByRole('region', { name: `Call from ${caller}` })
}

/** A running call that does not concern whoever looks. */
function liveRow(page: Page, words: string) {
  return page.getByRole('region', { name: 'Live now' }).getByRole('link', { name: words })
}

function conversation(page: Page, caller: string) {
  return page.getByRole('navigation', { name: 'List of conversations' }).getByRole('link', { name: caller })
}

/** How much the main menu says is unread. */
async function unread(page: Page): Promise<number> {
  const place = await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Inbox/ })
    .innerText()
  return Number(/\d+/.exec(place)?.[0] ?? 0)
}

/** Counts how often the inbox's list is read again from now on. */
function listsRead(page: Page): () => number {
  let count = 0
  page.on('request', (request) => void (count += new URL(request.url()).pathname === '/inbox.data' ? 1 : 0))
  return () => count
}

/** Counts how often a page is loaded from now on. */
function pagesLoaded(page: Page): () => number {
  let count = 0
  page.on('load', () => void count++)
  return () => count
}

import type { Locator } from 'playwright-core'
import { expect, vi } from 'vitest'
import { leaveVoicemail } from './demo-day.ts'
import { test } from './in-browsers.ts'

const CALLER = '+12025550158'
const SHOWN = '(202) 555-0158'

test('The audit follows a call that rings while it is open, and keeps what is being typed into its filter', async ({
  ground,
}) => {
  await ground.plane.behave(ground.phoneOf('ana'), { kind: 'manual' })
  const audrey = await ground.person('audit')
  const { page } = audrey
  await audrey.follows('/audit')
  const call = await ground.dial(CALLER, 'Quick')
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: SHOWN }).first()
  await row.getByText('Ringing').waitFor()
  await page.getByLabel('Caller').fill('Pri')
  await page.getByLabel('Version').fill('7')
  await ground.plane.caller(call, 'hang-up')
  await row.getByText('Missed').waitFor()
  expect([await page.getByLabel('Caller').inputValue(), await page.getByLabel('Version').inputValue()]).toEqual([
    'Pri',
    '7',
  ])
})

test('Audit and call tell times in the organisation’s zone to a browser in another, and begin each row’s words at one place', async ({
  ground,
}) => {
  const call = await leaveVoicemail(ground, CALLER)
  const audrey = await ground.person('audit', { timeZone: 'Asia/Kathmandu' })
  const { page } = audrey
  const times = async (path: string) => {
    await audrey.opens(path)
    await page.getByText('Days and times are those of America/New York').waitFor()
    const all = page.getByRole('main').locator('time')
    return drawn(async () =>
      (
        await all.evaluateAll((ones) =>
          ones.map((time) => ({ at: time.getAttribute('datetime') ?? '', says: time.textContent ?? '' })),
        )
      ).filter(({ says }) => /^\d\d:\d\d$/.test(says)),
    )
  }
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', timeStyle: 'short' })
  for (const path of ['/audit', '/calls', `/calls/${call}`])
    for (const { at, says } of await times(path)) expect([path, says]).toEqual([path, clock.format(new Date(at))])
  await audrey.opens('/audit')
  const starts = await drawn(() => lefts(page.getByRole('main').locator('li a > span:nth-child(2)')))
  expect(new Set(starts.map(Math.round)).size).toBe(1)
})

test('On a telephone, what a technical event says has the width of the page', async ({ ground }) => {
  const call = await leaveVoicemail(ground, CALLER)
  const audrey = await ground.person('audit', { width: 360 })
  const { page } = audrey
  await audrey.opens(`/calls/${call}`)
  await page.getByText(/^Technical events/).click()
  const cells = page.getByRole('main').locator('details td:has(code)')
  const widths = await drawn(() =>
    cells.evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().width).filter((width) => width > 0)),
  )
  expect(Math.min(...widths)).toBeGreaterThan(280)
})

/** What is read of a list, once it has something: one that draws only what fits has no rows for a moment while the browser takes it over. */
async function drawn<Read>(read: () => Promise<readonly Read[]>): Promise<readonly Read[]> {
  return vi.waitFor(async () => {
    const all = await read()
    if (all.length === 0) throw new Error('the list has no rows')
    return all
  }, 30_000)
}

async function lefts(all: Locator): Promise<readonly number[]> {
  return all.evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().left))
}

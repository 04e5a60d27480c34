import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { test } from './in-browsers.ts'
import { leavesMessage } from './leave-message.ts'

test('[S5] A voicemail appears in the open conversation without a reload, plays, and who heard it is known', async ({
  ground,
}) => {
  const ana = await ground.person('ana')
  for (const who of ['ana', 'ben', 'cy'] as const) await ground.plane.behave(ground.phoneOf(who), { kind: 'busy' })
  await ana.follows('/inbox')
  const { page } = ana
  const call = await ground.dial('+12025550154', 'Quick')
  await page
    .getByRole('navigation', { name: 'List of conversations' })
    .getByRole('link', { name: '(202) 555-0154' })
    .click()
  const card = page.getByRole('article').last()
  await card.getByText('Live').waitFor()
  let loads = 0
  page.on('load', () => void loads++)
  await leavesMessage(ground, {
    call,
    text: 'Hello, this is Lena. Please call me back about the red bicycle, I would like to fetch it today.',
  })

  await card.getByText('Missed, voicemail').waitFor()
  const player = card.getByRole('group', { name: 'Voicemail from (202) 555-0154' })
  const play = player.getByRole('button', { name: 'Play: Voicemail from (202) 555-0154' })
  await play.waitFor()
  const length = await player.getByText(/^0:\d\d$/).innerText()
  expect(secondsOf(length)).toBeGreaterThan(3)
  expect(loads).toBe(0)

  const fetched = page.waitForResponse((response) => response.url().includes('/recordings/'))
  await play.click()
  const sound = await fetched
  expect(sound.ok()).toBe(true)
  await player.getByRole('button', { name: /^Pause/ }).waitFor()
  await expect.poll(() => playedSeconds(player)).toBeGreaterThanOrEqual(1)
  // as long as everywhere else, once the sound itself is there
  expect((await player.getByText(/^\d+:\d\d \/ /).innerText()).split(' / ')[1]).toBe(length)
  await card.getByText(`caller left a ${length} voicemail.`).waitFor()
  await page.getByRole('navigation', { name: 'List of conversations' }).getByText(`Voicemail ${length}`).waitFor()
  await play.waitFor() // it plays to its end

  // the same address gives any part of it, to those on the number only
  const part = await page.context().request.get(sound.url(), { headers: { range: 'bytes=100-199' } })
  expect([part.status(), part.headers()['content-range'], (await part.body()).length]).toEqual([
    206,
    expect.stringMatching(/^bytes 100-199\/\d+$/),
    100,
  ])
  const adam = await ground.person('adam')
  expect((await adam.page.context().request.get(sound.url())).status()).toBe(404)

  const olive = await ground.person('olive')
  await olive.opens(`/calls/${call}`)
  await olive.page.getByText('Heard once').click()
  await olive.page
    .getByRole('listitem')
    .filter({ hasText: /^Ana, / })
    .waitFor()
  expect(await olive.page.getByRole('button', { name: /^Play/ }).count()).toBe(0)
})

/** How far a player says that it is, in seconds. */
async function playedSeconds(player: Locator): Promise<number> {
  return secondsOf((await player.getByText(/^\d+:\d\d \/ /).innerText()).split(' / ')[0] ?? '')
}

/** "1:02" → 62. */
function secondsOf(clock: string): number {
  const [minutes = 0, seconds = 0] = clock.split(':').map(Number)
  return minutes * 60 + seconds
}

import { expect } from 'vitest'
import { leaveVoicemail } from './demo-day.ts'
import type { BrowserGround } from './ground.ts'
import { test } from './in-browsers.ts'
import { newcomer } from './newcomer.ts'
import type { Visitor } from './visitor.ts'

const CALLER = '+12025550153'
const SHOWN = '(202) 555-0153'

test('[S29, W21] Who is on no number sees nothing of its calls, nowhere, until the number is opened to the organisation, and nothing again afterwards', async ({
  ground,
}) => {
  const call = await leaveVoicemail(ground, CALLER)
  const ana = await ground.person('ana')
  const { conversation, recording } = await asAnaFindsIt(ana)
  const { visitor: nils } = await newcomer(ground, 'Nils')
  nils.allows(/status of 404/)

  await seesNothing(nils, ground)
  for (const address of [conversation, `/calls/${call}`]) {
    expect([address, await nils.opens(address)]).toEqual([address, 404])
    expect(await nils.page.getByText(SHOWN).count()).toBe(0)
  }
  expect(await nils.asks(recording)).toBe(404)
  // what belongs to auditors is hidden alike, whether or not there is such a call
  expect(await nils.asks(`/calls/${call}/history.json`)).toBe(404)
  expect(await nils.asks('/calls/no-such-call/history.json')).toBe(404)

  const adam = await ground.person('adam')
  await opensTo(adam, /^Everyone in Harbour Bikes may read/)
  try {
    await nils.opens('/inbox?view=all')
    await nils.page.getByRole('navigation', { name: 'List of conversations' }).getByText(SHOWN).first().click()
    await nils.page.getByRole('button', { name: /^Play/ }).first().waitFor()
    await nils.opens(`/calls/${call}`)
    await nils.page.getByText(`${SHOWN} called Quick`).waitFor()
    expect(await nils.asks(recording)).toBe(200)
  } finally {
    await opensTo(adam, 'People on this number only')
  }
  await seesNothing(nils, ground)
  expect(await nils.opens(conversation)).toBe(404)
  expect(await nils.asks(recording)).toBe(404)
})

test('[W21] Adam, who is on no number, reads what happened to a call and does not get to hear it; the auditor neither', async ({
  ground,
}) => {
  const call = await leaveVoicemail(ground, CALLER)
  const { conversation, recording } = await asAnaFindsIt(await ground.person('ana'))
  for (const login of ['adam', 'audit'] as const) {
    const visitor = await ground.person(login)
    visitor.allows(/status of 404/)
    expect(await visitor.opens(`/calls/${call}`)).toBe(200)
    await visitor.page.getByText('Only people on the number can listen to it.').waitFor()
    expect(await visitor.asks(recording)).toBe(404)
    expect(await visitor.asks(`/calls/${call}/history.json`)).toBe(200)
    expect(await visitor.opens(conversation)).toBe(404)
  }
})

/** The inbox, its search, the calls, and the row of calls that run now. */
async function seesNothing(visitor: Visitor, ground: BrowserGround): Promise<void> {
  const { page } = visitor
  await visitor.opens('/calls')
  await page.getByText('No calls yet').waitFor()
  for (const address of ['/inbox', '/inbox?view=all', `/inbox?view=all&q=${encodeURIComponent('555-0153')}`]) {
    await visitor.opens(address)
    await page.getByText('You are not on any number yet').waitFor()
    expect(await page.getByText(SHOWN).count()).toBe(0)
  }
  const ana = await ground.person('ana')
  await ana.opens('/calls')
  // a phone that declines at once shows its banner too briefly to be seen
  await ground.plane.behave(ground.phoneOf('ana'), { kind: 'manual' })
  const call = await ground.dial('+12025550154', 'Quick')
  await ana.page.getByRole('region', { name: /^Call from/ }).waitFor() // it has reached the browsers whom it concerns
  expect(await page.getByRole('region', { name: /^Call from/ }).count()).toBe(0)
  expect(await page.getByText('Live now').count()).toBe(0)
  await ground.plane.caller(call, 'hang-up')
}

/** The addresses of the conversation and of its voicemail, from the pages of somebody on the number. */
async function asAnaFindsIt(ana: Visitor): Promise<{ readonly conversation: string; readonly recording: string }> {
  await ana.opens('/inbox?view=all')
  await ana.page.getByRole('navigation', { name: 'List of conversations' }).getByText(SHOWN).first().click()
  const asked = ana.page.waitForResponse((response) => response.url().includes('/recordings/'))
  await ana.page.getByRole('button', { name: /^Play/ }).last().click()
  return { conversation: new URL(ana.page.url()).pathname, recording: new URL((await asked).url()).pathname }
}

/** Adam says on the page of the Quick line who may read its conversations. */
async function opensTo(adam: Visitor, whom: string | RegExp): Promise<void> {
  const { page } = adam
  await adam.opens('/numbers')
  await page.getByRole('main').getByRole('link', { name: 'Quick' }).first().click()
  const settings = page.getByRole('region', { name: 'Settings' })
  await settings.getByRole('radio', { name: whom }).check()
  const kept = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().includes('/numbers/'),
  )
  await settings.getByRole('button', { name: 'Save' }).click()
  expect((await kept).ok()).toBe(true)
}

import type { BrowserGround, DemoLogin } from './ground.ts'
import { leavesMessage } from './leave-message.ts'
import { sends } from './sends.ts'
import { until } from './until.ts'

/** So that pages have something to show: a contact, a letter, shared hours, and a call that was answered, one that was missed, and one that left a voicemail. */
export async function makeSomethingToSee(ground: BrowserGround): Promise<void> {
  const ana = await ground.person('ana')
  await ana.opens('/contacts/new')
  await ana.page.getByRole('textbox', { name: 'Name' }).fill('Priya Raman')
  await ana.page.getByRole('textbox', { name: 'Number' }).fill('+1 202 555 0150')
  await ana.page.getByRole('button', { name: 'Add contact' }).click()
  // refused when the tests are played again on the same stack
  await ana.page.getByRole('heading', { name: 'Priya Raman' }).or(ana.page.getByRole('alert')).waitFor()

  const olive = await ground.person('olive')
  await olive.opens('/settings/hours')
  await sends(olive, '/settings/hours', { fields: { name: 'Office hours' } }) // refused likewise

  const forgetful = await ground.stranger()
  await forgetful.opens('/forgot-password')
  await forgetful.page.getByLabel('E-mail').fill('cy@harbour.test')
  await forgetful.page.getByRole('button', { name: 'Send link' }).click()

  await leaveVoicemail(ground, '+12025550150')
  await ground.plane.behave(ground.phoneOf('ana'), { kind: 'answers', after: '0s', presses: '1', talksFor: '4s' })
  const answered = await ground.dial('+12025550151', 'Quick')
  await until(async () => (await ground.plane.call(answered)).state === 'ended', 'Ana has talked to the caller')

  await everyPhone(ground, { kind: 'manual' })
  const missed = await ground.dial('+12025550152', 'Quick')
  await until(
    async () => (await ground.plane.call(missed)).legs.some(({ state }) => state === 'ringing'),
    'somebody is rung',
  )
  await ground.plane.caller(missed, 'hang-up')

  await ana.opens('/inbox?view=all')
  await ana.page.getByRole('navigation', { name: 'List of conversations' }).getByText('Priya Raman').click()
  await ana.page.getByRole('button', { name: /^Play/ }).last().waitFor()
  await forgetful.page.getByRole('heading', { name: 'Read the letter' }).waitFor()
}

/** Somebody calls the Quick line, whose people decline, and speaks to its voicemail. @returns the call. */
export async function leaveVoicemail(ground: BrowserGround, from: string): Promise<string> {
  await everyPhone(ground, { kind: 'declines', after: '0s' })
  const call = await ground.dial(from, 'Quick')
  await leavesMessage(ground, { call, text: 'This is Priya. Is my bike ready?' })
  return call
}

/** What the phones of the three people on the lines do when they are rung. */
async function everyPhone(ground: BrowserGround, behaviour: object): Promise<void> {
  for (const login of ['ana', 'ben', 'cy'] satisfies DemoLogin[])
    await ground.plane.behave(ground.phoneOf(login), behaviour)
}

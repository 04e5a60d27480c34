import { expect } from 'vitest'
import { newcomer } from './newcomer.ts'
import { test } from './in-browsers.ts'
import { codeOf } from './authenticator.ts'

test('Somebody turns on a second factor, and from then on their password alone opens nothing: a code does, or a recovery code once', async ({
  ground,
}) => {
  const una = await newcomer(ground, 'Una')
  const { page } = una.visitor
  await una.visitor.opens('/account')
  await page.getByLabel('Your password').fill(una.password)
  await page.getByRole('button', { name: 'Set up' }).click()
  await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
  const uri = (await page.getByRole('link', { name: 'Open the app on this device' }).getAttribute('href')) ?? ''
  const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '')
  expect(new URL(uri).searchParams.get('secret')).toBe(secret)
  const [first = '', second = ''] = await page.getByRole('listitem').locator('code').allInnerTexts()
  await page.getByLabel('Code from the app').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Turn on', exact: true }).click()
  await page.getByText('When you sign in, you are asked for a code').waitFor()

  await una.visitor.signsOut()
  await givesPassword()
  expect(await una.visitor.asks('/account')).toBe(302)
  await page.getByLabel('Code').fill(codeOf(secret, Date.now() + 30_000)) // the one of before is used up
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor()

  await una.visitor.signsOut()
  await givesPassword()
  await page.getByLabel('Code').fill(first)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor()

  await una.visitor.signsOut()
  await givesPassword()
  una.visitor.allows(/status of 401/)
  for (const wrong of [first, '000000']) {
    await page.getByLabel('Code').fill(wrong)
    const refused = page.waitForResponse((response) => response.status() === 401)
    await page.getByRole('button', { name: 'Continue' }).click()
    await refused // the second is refused in the words that stand there already
    await page.getByText('That code is not right').waitFor()
  }
  await page.getByLabel('Code').fill(second)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor()

  async function givesPassword(): Promise<void> {
    await una.visitor.opens('/sign-in?to=/inbox')
    await page.getByLabel('E-mail').fill(una.email)
    await page.getByLabel(/^Password/).fill(una.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor()
  }
})

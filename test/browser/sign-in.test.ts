import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { test } from './in-browsers.ts'

test('Who is signed in nowhere is led to the sign-in, and from there to the page they had asked for', async ({
  ground,
}) => {
  const visitor = await ground.stranger()
  const { page } = visitor
  await visitor.opens('/calls?number=all')
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
  await page.getByLabel('E-mail').fill('ana@harbour.test')
  await page.getByLabel(/^Password/).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Calls', level: 1 }).waitFor()
})

test('A wrong password is refused without saying whether the address is known', async ({ ground }) => {
  const visitor = await ground.stranger()
  visitor.allows(/status of 401/)
  const { page } = visitor
  for (const email of ['ana@harbour.test', 'nobody@harbour.test']) {
    await visitor.opens('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel(/^Password/).fill('not the password')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('The e-mail address or the password is not right.').waitFor()
  }
})

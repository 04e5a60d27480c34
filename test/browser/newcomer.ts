import { randomBytes } from 'node:crypto'
import type { BrowserGround, Look } from './ground.ts'
import type { Visitor } from './visitor.ts'

/** Somebody who has just joined, on no number yet. */
export interface Newcomer {
  readonly email: string
  readonly password: string
  readonly visitor: Visitor
}

/** Adam invites somebody, who opens the letter, chooses a password and is in. Their address is a new one each time. */
export async function newcomer(ground: BrowserGround, name: string, look: Look = {}): Promise<Newcomer> {
  const email = `${name.toLowerCase()}-${randomBytes(3).toString('hex')}@harbour.test`
  const password = `${name} has a long password`
  const adam = await ground.person('adam')
  await adam.opens('/people')
  await adam.page.getByRole('link', { name: 'Invite someone' }).click()
  const invite = adam.page.getByRole('region', { name: 'Invite someone' })
  await invite.getByLabel('Name').fill(name)
  await invite.getByLabel('E-mail address').fill(email)
  await invite.getByRole('button', { name: 'Send invitation' }).click()
  await adam.page.getByText(`${name} is invited.`).waitFor()

  const visitor = await ground.stranger(look, name)
  await visitor.opens('/mail')
  await visitor.page
    .getByRole('article')
    .filter({ hasText: `To ${email}` })
    .getByRole('link')
    .first()
    .click()
  await visitor.page.getByRole('heading', { name: `, ${name}` }).waitFor()
  await visitor.settles()
  await visitor.page.getByLabel(/^Password/).fill(password)
  await visitor.page.getByRole('button', { name: 'Save password' }).click()
  await visitor.page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  return { email, password, visitor }
}

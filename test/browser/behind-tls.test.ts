import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import routes from '#apps/web/app/routes.ts'
import { projectRoot } from '#infra/env.ts'
import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { webBehindTls, type WebBehindTls } from './behind-tls.ts'
import { placeOfThisWorker, test } from './in-browsers.ts'
import { realActions, type RealAction } from './real-actions.ts'
import { reads, sends } from './sends.ts'
import type { Visitor } from './visitor.ts'

let web: WebBehindTls
beforeAll(async () => {
  web = await webBehindTls(placeOfThisWorker())
})
afterAll(() => web.close())

describe('behind a proxy that ends TLS', () => {
  test('Olive signs in, works, and signs out, by forms and with scripts', async ({ ground }) => {
    const olive = await ground.stranger({}, 'olive', web.url)
    const { page } = olive
    await olive.signsIn('olive@harbour.test', DEMO_PASSWORD)
    expect(new URL(page.url()).origin).toBe(web.url)
    expect(
      await page.evaluate(() =>
        performance
          .getEntriesByType('navigation')
          .map((entry) => ('nextHopProtocol' in entry ? entry.nextHopProtocol : '')),
      ),
    ).toEqual(['h2'])

    await olive.opens('/contacts/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Tess Lindqvist')
    await page.getByRole('textbox', { name: 'Number' }).fill('+1 202 555 0177')
    await page.getByRole('button', { name: 'Add contact' }).click()
    await page.getByRole('heading', { name: 'Tess Lindqvist' }).waitFor()

    await olive.signsOut()
    expect(await olive.asks('/account')).toBe(302)
  })

  test('the session’s cookie belongs to this host alone and travels over TLS only', async ({ ground }) => {
    const ana = await ground.stranger({}, 'ana', web.url)
    await ana.signsIn('ana@harbour.test', DEMO_PASSWORD)
    const cookies = await ana.page.context().cookies()
    expect(cookies.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^__Host-ringdown\./))
    for (const { name, secure, httpOnly, path, domain } of cookies)
      expect({ name, secure, httpOnly, path, domain }).toEqual({
        name: expect.stringMatching(/^__Host-/),
        secure: true,
        httpOnly: true,
        path: '/',
        domain: 'localhost',
      })
  })

  test('what happens is heard at once', async ({ ground }) => {
    const ana = await ground.stranger({}, 'ana', web.url)
    await ana.signsIn('ana@harbour.test', DEMO_PASSWORD)
    await ana.follows('/inbox')
    await ground.dial('+12025550156', 'Sales')
    await ana.page.getByRole('region', { name: /^Call from/ }).waitFor()
  })

  test('one real action of each page is done, as a form and as our pages send it', async ({ ground }) => {
    const [olive, ana, quinn, ida] = await Promise.all(
      ['olive', 'ana', 'quinn', 'ida'].map((name) => ground.stranger({}, name, web.url)),
    )
    if (!olive || !ana || !quinn || !ida) throw new Error('somebody has no browser')
    await olive.signsIn('olive@harbour.test', DEMO_PASSWORD)
    await ana.signsIn('ana@harbour.test', DEMO_PASSWORD)
    await quinn.signsIn('quinn@quay.test', DEMO_PASSWORD)
    await ida.opens('/sign-in')
    const call = await ground.dial('+12025550157', 'Sales')
    await ana.follows('/inbox')
    await ana.page.getByRole('region', { name: /^Call from/ }).waitFor()

    // at once: nobody's phone rings for as long as all that is done below may take
    await ground.acts('ana', 'answer')
    await ground.acts('ana', 'press', { keys: '1' })
    await ana.page.getByText(/^You’re talking/).waitFor()
    const real = realActions({ olive, ana, quinn, ida, call })
    expect(Object.keys(real).toSorted()).toEqual(
      actions()
        .map(({ path }) => path)
        .filter((path) => !(path in NOT_HERE))
        .toSorted(),
    )
    const wrong: string[] = []
    try {
      for (const [path, action] of Object.entries(real)) {
        const isPage = actions().some((one) => one.path === path && one.isPage)
        for (const way of isPage ? [0, 1] : [0]) {
          const why = await whyNotDone(action, way)
          if (why !== null) wrong.push(`${path}, ${way === 0 ? 'as a form' : 'by script'}: ${why}`)
        }
      }
    } finally {
      await leadsBack(await ground.person('olive'))
    }
    expect(wrong).toEqual([])
  })
})

/** The web behind TLS has led the carrier to itself, and is about to go: either change sets up all numbers by the one that stays. */
async function leadsBack(olive: Visitor): Promise<void> {
  await olive.opens('/settings/countries')
  for (const countries of ['DE,US', 'US'])
    expect((await sends(olive, '/settings/countries', { fields: { countries } })).status).toBe(200)
}

/** Does it, and looks where it is to be seen; null when it was done. */
async function whyNotDone(action: RealAction, way: number): Promise<string | null> {
  const what = await action.sends(way)
  const at = await action.at(way)
  const sent = await sends(action.by, way === 0 ? at : `${at}.data`, what)
  if (way === 0) action.heard?.(sent)
  const isLedAway = sent.path === '/sign-in' && !at.startsWith('/sign-in')
  if (sent.status < 200 || sent.status > 299 || isLedAway)
    return `${at} answers ${sent.status} from ${sent.path}: ${sent.text
      .replaceAll(/<(script|style).*?<\/\1>|<[^>]*>/gs, ' ')
      .replaceAll(/\s+/g, ' ')
      .slice(0, 300)}`
  const [place, text] = action.shows?.(way) ?? []
  if (place === undefined || text === undefined) return null
  return (await reads(action.by, place)).includes(text) ? null : `${place} does not show ${text}`
}

/** What cannot be done for real, and why. The one that ends the session is done by hand above. */
const NOT_HERE: Readonly<Record<string, string>> = {
  '/change-email':
    'its link comes by e-mail to an address that nobody else here has, and the login that it changes is that of later tests',
  '/sign-out': 'Olive signs out above',
  '/numbers':
    'it takes a number that was bought at the carrier and is given up by nobody: the tests after it would have one line more',
}

/** Every address that takes something, by its pattern. */
function actions(): readonly { readonly path: string; readonly isPage: boolean }[] {
  const all = (entries: readonly RouteConfigEntry[], above: string): { path: string; isPage: boolean }[] =>
    entries.flatMap(({ path, file, children }) => {
      const here = path === undefined ? above : `${above}/${path}`
      const takes = /export (async )?function action\b/.test(
        readFileSync(join(projectRoot, 'apps/web/app', file), 'utf8'),
      )
      const own = takes ? [{ path: here, isPage: file.endsWith('.page.tsx') }] : []
      return [...own, ...all(children ?? [], here)]
    })
  return all(routes, '')
}

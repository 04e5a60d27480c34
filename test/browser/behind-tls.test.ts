import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import routes from '#apps/web/app/routes.ts'
import { projectRoot } from '#infra/env.ts'
import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { webBehindTls, type WebBehindTls } from './behind-tls.ts'
import { placeOfThisWorker, test } from './in-browsers.ts'

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
    expect(await page.evaluate(() => performance.getEntriesByType('navigation').map((entry) => ('nextHopProtocol' in entry ? entry.nextHopProtocol : '')))).toEqual(['h2'])

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
    for (const { name, secure, httpOnly, path, domain } of cookies) expect({ name, secure, httpOnly, path, domain }).toEqual({ name: expect.stringMatching(/^__Host-/), secure: true, httpOnly: true, path: '/', domain: 'localhost' })
  })

  test('what happens is heard at once', async ({ ground }) => {
    const ana = await ground.stranger({}, 'ana', web.url)
    await ana.signsIn('ana@harbour.test', DEMO_PASSWORD)
    await ana.follows('/inbox')
    await ground.dial('+12025550156', 'Sales')
    await ana.page.getByRole('region', { name: /^Call from/ }).waitFor()
  })

  test('one action of each page is taken for our own, as a form and as our pages send it', async ({ ground }) => {
    const olive = await ground.stranger({}, 'olive', web.url)
    olive.allows(/status of 4\d\d/)
    await olive.signsIn('olive@harbour.test', DEMO_PASSWORD)
    const refused: string[] = []
    for (const { path, isPage } of actions()) {
      for (const address of isPage ? [path, `${path}.data`] : [path]) {
        const { status, text } = await olive.page.evaluate(async (to) => {
          const answer = await fetch(to, { method: 'POST', body: new URLSearchParams({ intent: 'nothing' }), redirect: 'manual' })
          return { status: answer.status, text: await answer.text() }
        }, address)
        // React Router's word for an origin that it does not know, ours, and anything unexpected
        if (status === 403 || status >= 500 || /Bad Request|Unexpected Server Error/.test(text)) refused.push(`${address}: ${status} ${text.slice(0, 200)}`)
      }
    }
    expect(refused).toEqual([])
    expect(actions().length).toBeGreaterThan(15)
  })
})

/** Every address that takes something, but the one that would end the session. Nothing is found by these ids, and nothing changed. */
function actions(): readonly { readonly path: string; readonly isPage: boolean }[] {
  const all = (entries: readonly RouteConfigEntry[], above: string): { path: string; isPage: boolean }[] =>
    entries.flatMap(({ path, file, children }) => {
      const here = path === undefined ? above : `${above}/${path}`
      const takes = /export (async )?function action\b/.test(readFileSync(join(projectRoot, 'apps/web/app', file), 'utf8'))
      const own = takes && path !== 'sign-out' ? [{ path: here.replace(/:\w+\??/g, '5ea50000-0000-4000-8000-00000000dead'), isPage: file.endsWith('.page.tsx') }] : []
      return [...own, ...all(children ?? [], here)]
    })
  return all(routes, '')
}

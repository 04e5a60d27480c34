import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testWeb, type Browser, type TestWeb } from '../testing/web.ts'

/** Every link on every page that somebody can reach by links leads somewhere. */
let web: TestWeb

beforeAll(async () => {
  web = await testWeb()
}, 180_000)

afterAll(() => web.close())

describe.each([
  ['an owner', 'olive@harbour.test', ['/settings', '/plan', '/mail', '/audit']],
  ['an admin', 'adam@harbour.test', ['/settings', '/plan', '/mail', '/audit']],
  ['a member', 'ana@harbour.test', ['/settings', '/account', '/people']],
  ['an auditor', 'audit@harbour.test', ['/settings', '/audit', '/calls']],
] as const)('for %s', (_who, email, reached) => {
  it('no link is dead', async () => {
    const browser = web.browser()
    await browser.signIn(email)
    const { dead, seen } = await crawl(browser)
    expect(dead).toEqual([])
    expect([...seen]).toEqual(expect.arrayContaining([...reached]))
  }, 240_000)
})

it('a visitor finds no dead link either', async () => {
  expect((await crawl(web.browser())).dead).toEqual([])
}, 120_000)

async function crawl(browser: Browser): Promise<{ dead: readonly string[]; seen: ReadonlySet<string> }> {
  const seen = new Set(['/', '/inbox', '/sign-in'])
  const dead: string[] = []
  for (const path of seen) {
    const answer = await browser.get(path)
    const text = await answer.text()
    if (answer.status >= 400) dead.push(`${path} answers ${answer.status}`)
    for (const link of [...linksOf(text), answer.headers.get('location') ?? '']) {
      const next = pathOf(link)
      if (next !== null) seen.add(next)
    }
  }
  return { dead, seen }
}

function linksOf(html: string): readonly string[] {
  return [...html.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&'))
}

/** The path of one of our pages; addresses elsewhere and places on the same page are none. */
function pathOf(link: string): string | null {
  if (link === '' || link.startsWith('#')) return null
  const { origin, pathname, search } = new URL(link, web.url)
  return origin === web.url ? pathname + search : null
}

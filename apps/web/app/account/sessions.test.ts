import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

let web: TestWeb

beforeAll(async () => {
  web = await testWeb()
}, 180_000)

afterAll(() => web.close())

describe('somebody who is signed in in three browsers', () => {
  const browsers: Browser[] = []

  it('sees all of them on their account', async () => {
    for (let count = 0; count < 3; count += 1) {
      const browser = web.browser()
      await browser.signIn('ana@harbour.test')
      browsers.push(browser)
    }
    expect(await othersOf(0)).toHaveLength(2)
  })

  it('signs out of one of them from another', async () => {
    const [other = ''] = await othersOf(0)
    expect((await browsers[0]?.post('/account', { intent: 'end-session', session: other }))?.status).toBe(200)
    expect(await othersOf(0)).toHaveLength(1)
    expect((await browsers[0]?.post('/account', { intent: 'end-session', session: other }))?.status).toBe(404)
  })

  it('signs out everywhere else', async () => {
    expect((await browsers[0]?.post('/account', { intent: 'end-other-sessions' }))?.status).toBe(200)
    const statuses = await Promise.all(browsers.map(async (browser) => (await browser.get('/account')).status))
    expect(statuses).toEqual([200, 302, 302])
  })

  it('cannot sign anybody else out', async () => {
    const ben = web.browser()
    await ben.signIn('ben@harbour.test')
    await ben.signIn('ben@harbour.test')
    const [bens = ''] = sessionsIn(await (await ben.get('/account')).text())
    expect((await browsers[0]?.post('/account', { intent: 'end-session', session: bens }))?.status).toBe(404)
    expect((await ben.get('/account')).status).toBe(200)
  })

  async function othersOf(which: number): Promise<readonly string[]> {
    return sessionsIn((await (await browsers[which]?.get('/account'))?.text()) ?? '')
  }
})

describe('the palette', () => {
  it('finds what the organisation has, by letters and by digits, and nothing of another', async () => {
    const [ana, quinn] = [web.browser(), web.browser()]
    await ana.signIn('ana@harbour.test')
    await quinn.signIn('quinn@quay.test')
    expect(await foundBy(ana, 'sal')).toEqual(expect.arrayContaining(['number Sales', 'flow Sales']))
    expect(await foundBy(ana, '555-0110')).toContain('number Support')
    expect(await foundBy(ana, 'olIVE')).toEqual(['person Olive'])
    expect(await foundBy(ana, '%')).toEqual([])
    expect(await foundBy(quinn, 'olive')).toEqual([])
  })

  async function foundBy(browser: Browser, query: string): Promise<readonly string[]> {
    const answer = await browser.get(`/find?${new URLSearchParams({ q: query }).toString()}`)
    const { found } = (await answer.json()) as { found: { kind: string; label: string }[] } // what the route answers
    return found.map(({ kind, label }) => `${kind} ${label}`)
  }
})

/** The other browsers that a page offers to sign out. */
function sessionsIn(html: string): readonly string[] {
  return [...html.matchAll(/name="session" value="([^"]+)"/g)].map((match) => match[1] ?? '')
}

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '#test/browser/authenticator.ts'
import { testWeb, type TestWeb } from '../../testing/web.ts'

let web: TestWeb

beforeAll(async () => {
  web = await testWeb()
}, 120_000)

afterAll(() => web.close())
afterAll(tellsNobodysAddress)

describe('a second factor', () => {
  it('is set up with the same key after a wrong code, as often as is said', async () => {
    const browser = web.browser()
    await browser.signIn('ben@harbour.test')
    const begun = await (await browser.post('/account', { intent: 'start-second-factor', password: 'ringdown' })).text()
    const [uri, codes] = [hidden(begun, 'uri'), hidden(begun, 'codes')]
    expect(codes.split(' ')).toHaveLength(10)
    const confirm = async (code: string) => {
      const answer = await browser.post('/account', { intent: 'confirm-second-factor', uri, codes, code })
      const page = await answer.text()
      return { status: answer.status, page, keeps: [hidden(page, 'uri') === uri, hidden(page, 'codes') === codes] }
    }
    for (const left of ['4 tries', '3 tries', '2 tries', 'one try'])
      expect(await confirm('000000')).toMatchObject({
        status: 422,
        page: expect.stringContaining(`you have ${left} left`),
        keeps: [true, true],
      })
    expect(await confirm('000000')).toMatchObject({
      status: 422,
      page: expect.stringContaining('it was your last attempt for now'),
      keeps: [true, true],
    })
    const right = codeOf(new URL(uri).searchParams.get('secret') ?? '')
    expect(await confirm(right)).toMatchObject({ status: 429, keeps: [true, true] })
    await aMinutePasses()
    expect(await confirm(right)).toMatchObject({
      status: 200,
      page: expect.stringContaining('you will be asked for a code'),
      keeps: [false, false],
    })
  })

  it('is set up, asked for, and replaced by a recovery code once', async () => {
    const browser = web.browser()
    await browser.signIn('olive@harbour.test')
    const begun = await (await browser.post('/account', { intent: 'start-second-factor', password: 'ringdown' })).text()
    const uri = /otpauth:\/\/[^"\\<]+/.exec(begun)?.[0].replaceAll('&amp;', '&') ?? ''
    const secret = new URL(uri).searchParams.get('secret') ?? ''
    const recovery = /<code[^>]*>(\w{5}-\w{5})<\/code>/.exec(begun)?.[1] ?? ''
    expect(recovery).not.toBe('')
    const used = codeOf(secret)
    expect(await (await browser.post('/account', { intent: 'confirm-second-factor', code: used })).text()).toContain(
      'you will be asked for a code',
    )

    const second = web.browser()
    expect((await second.signIn('olive@harbour.test')).headers.get('location')).toBe('/sign-in/code?to=%2Faccount')
    expect((await second.get('/account')).status).toBe(302)
    expect((await second.post('/sign-in/code', { code: '000000' })).status).toBe(401)
    expect((await second.post('/sign-in/code', { code: used, to: '/account' })).status).toBe(401) // it turned the factor on
    const others = [second, web.browser(), web.browser()]
    for (const other of others.slice(1)) await other.signIn('olive@harbour.test')
    const next = codeOf(secret, Date.now() + 30_000)
    const answers = await Promise.all(
      others.map((other) => other.post('/sign-in/code', { code: next, to: '/account' })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([302, 401, 401])
    const [opened] = others.filter((_, at) => answers[at]?.status === 302)
    expect((await opened?.get('/account'))?.status).toBe(200)

    // a browser may spell its cookies as it likes, and the code is used up all the same
    for (const spelled of [
      (pair: string) => pair.replace(/=(.*)$/, '="$1"'),
      (pair: string) => pair.replace('=', ' ='),
      (pair: string) => ` ${pair} `,
    ]) {
      const cookies = (await web.browser().signIn('olive@harbour.test')).headers
        .getSetCookie()
        .map((line) => spelled(line.split(';', 1)[0] ?? ''))
      const answer = await web.browser().ask('/sign-in/code', {
        method: 'POST',
        headers: { origin: web.url, 'sec-fetch-site': 'same-origin', cookie: cookies.join(';') },
        body: new URLSearchParams({ code: next, to: '/account' }),
      })
      expect(answer.status).toBe(401)
    }

    const third = web.browser()
    await third.signIn('olive@harbour.test')
    expect((await third.post('/sign-in/code', { code: recovery, to: '/account' })).headers.get('location')).toBe(
      '/account',
    )
    const fourth = web.browser()
    await fourth.signIn('olive@harbour.test')
    expect((await fourth.post('/sign-in/code', { code: recovery })).status).toBe(401)
    await browser.signIn('olive@harbour.test')
  })
})

/** Neither does the log hear it. */
function tellsNobodysAddress(): void {
  expect(web.troubles.filter((line) => /@(harbour|quay)\.test|example\.com/.test(line))).toEqual([])
}

function hidden(page: string, name: string): string {
  return (
    new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  )
}

/** As far as tries are counted. */
async function aMinutePasses(): Promise<void> {
  const client = new pg.Client(web.database.identityUrl)
  await client.connect()
  await client.query(`update identity."rateLimit" set "lastRequest" = "lastRequest" - 60000`)
  await client.end()
}

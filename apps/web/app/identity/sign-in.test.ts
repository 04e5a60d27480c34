import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Member } from '#infra/db/member/member.ts'
import { harbourBikes, quayBooks } from '../../demo-data.ts'
import { testWeb, type TestWeb } from '../../testing/web.ts'

let web: TestWeb

beforeAll(async () => {
  web = await testWeb()
}, 120_000)

afterAll(() => web.close())

describe('signing in', () => {
  it('leads to the page that somebody wanted, and shows who they are', async () => {
    const browser = web.browser()
    const first = await browser.get('/account?x=1')
    expect([first.status, first.headers.get('location')]).toEqual([302, '/sign-in?to=%2Faccount%3Fx%3D1'])
    const signedIn = await browser.signIn('ana@harbour.test')
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([302, '/account'])
    const page = await browser.get('/account')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('ana@harbour.test')
  })

  it('fails in the same words for a wrong password and for an unknown address', async () => {
    const answers = [
      await web.browser().signIn('ana@harbour.test', 'not this one'),
      await web.browser().signIn('nobody@harbour.test'),
    ]
    const sentence = 'The e-mail address or the password is not right.'
    for (const answer of answers) expect([answer.status, (await answer.text()).includes(sentence)]).toEqual([401, true])
  })

  it.each(['//evil.example/', '/.//evil.example', '/%2e//evil.example'])(
    'never leads to another site: %s',
    async (to) => {
      const browser = web.browser()
      const answer = await browser.post('/sign-in', { email: 'ana@harbour.test', password: 'ringdown', to })
      expect(answer.headers.get('location')).toBe('/home')
      expect(
        (await browser.get(`/sign-in?${new URLSearchParams({ to }).toString()}`)).headers.get('location') ?? '/home',
      ).toBe('/home')
    },
  )

  it('is over after signing out', async () => {
    const browser = web.browser()
    await browser.signIn('ben@harbour.test')
    expect((await browser.post('/sign-out', {})).headers.get('location')).toBe('/sign-in')
    expect((await browser.get('/account')).status).toBe(302)
  })

  it('hears 401 instead of a page where nobody reads pages', async () => {
    expect((await web.browser().get('/account', { accept: 'text/event-stream' })).status).toBe(401)
    expect((await web.browser().post('/organisation', {})).status).toBe(401)
  })
})

describe('another site', () => {
  it.each<Record<string, string>>([
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
    {},
  ])('cannot act in somebody’s name: %j', async (headers) => {
    const browser = web.browser()
    await browser.signIn('ana@harbour.test')
    expect((await browser.post('/sign-out', {}, headers)).status).toBe(403)
    expect((await browser.get('/account')).status).toBe(200)
  })

  it.each(['/account', '/account.data', '/account?index', '/nowhere'])(
    'is told so in a sentence by %s, and nothing is reported that somebody of ours would have to mend',
    async (path) => {
      const before = web.troubles.length
      for (const origin of ['https://evil.example', 'null', 'not an origin']) {
        const answer = await web.browser().post(path, {}, { origin, 'sec-fetch-site': 'same-origin' })
        expect([answer.status, await answer.text()]).toEqual([
          403,
          expect.stringContaining('does not come from a page of Ringdown'),
        ])
      }
      expect(web.troubles.slice(before)).toEqual([])
    },
  )
})

describe('a person', () => {
  it('is signed out at once when they are deactivated in their only organisation, and must sign in again when they are back', async () => {
    const [browser, elsewhere] = [web.browser(), web.browser()]
    for (const one of [browser, elsewhere]) await one.signIn('cy@harbour.test')
    await setDeactivated('cy@harbour.test', new Date())
    for (const one of [browser, elsewhere])
      expect((await one.get('/account')).headers.get('location')).toBe('/sign-in?to=%2Faccount')
    const late = web.browser()
    await late.signIn('cy@harbour.test')
    expect((await late.get('/account')).headers.get('location')).toBe('/no-organisation')
    await setDeactivated('cy@harbour.test', null)
    expect((await browser.get('/inbox')).status).toBe(302)
    expect((await browser.signIn('cy@harbour.test')).headers.get('location')).toBe('/account')
    expect((await browser.get('/account')).status).toBe(200)
  })

  it('who is deactivated in one organisation stays signed in to another, until that one lets them go too', async () => {
    const inBoth = [harbourBikes.id, quayBooks.id]
    const set = (organisation: string, deactivatedAt: Date | null) =>
      web.db.withOrganisation(organisation, (em) =>
        em.nativeUpdate(Member, { email: 'adam@harbour.test' }, { deactivatedAt }),
      )
    await web.db.withOrganisation(
      quayBooks.id,
      async (em) =>
        void em.create(Member, {
          organisation: quayBooks.id,
          name: 'Adam',
          email: 'adam@harbour.test',
          role: 'member',
          acceptedAt: new Date(),
        }),
    )
    const browser = web.browser()
    await browser.signIn('adam@harbour.test')
    await set(harbourBikes.id, new Date())
    expect(await (await browser.get('/people')).text()).toContain('quinn@quay.test')
    await set(harbourBikes.id, null)
    await Promise.all(inBoth.map((organisation) => set(organisation, new Date())))
    expect((await browser.get('/people')).headers.get('location')).toBe('/sign-in?to=%2Fpeople')
    await set(harbourBikes.id, null)
    await web.db.withOrganisation(quayBooks.id, (em) => em.nativeDelete(Member, { email: 'adam@harbour.test' }))
  })

  it('is noted as seen when they use the product, and that not with every request', async () => {
    const browser = web.browser()
    await browser.signIn('adam@harbour.test')
    await browser.get('/account')
    expect(Date.now() - (await seenAt('adam@harbour.test')).getTime()).toBeLessThan(60_000)
    const long = new Date(Date.now() - 3_600_000)
    await web.db.withOrganisation(
      harbourBikes.id,
      async (em) => void ((await em.findOneOrFail(Member, { email: 'adam@harbour.test' })).seenAt = long),
    )
    await browser.get('/account')
    expect(await seenAt('adam@harbour.test')).toEqual(long)
  })

  it('of two organisations chooses one, and cannot choose a third', async () => {
    await web.db.withOrganisation(
      quayBooks.id,
      async (em) =>
        void em.create(Member, {
          organisation: quayBooks.id,
          name: 'Ben',
          email: 'ben@harbour.test',
          role: 'auditor',
          acceptedAt: new Date(),
        }),
    )
    const browser = web.browser()
    await browser.signIn('ben@harbour.test')
    expect((await browser.post('/organisation', { organisation: quayBooks.id })).status).toBe(302)
    expect(await (await browser.get('/account')).text()).toContain('Go to Harbour Bikes')
    expect((await browser.post('/organisation', { organisation: '5ea50000-0000-4000-8000-000000000009' })).status).toBe(
      404,
    )
    const ana = web.browser()
    await ana.signIn('ana@harbour.test')
    expect((await ana.post('/organisation', { organisation: quayBooks.id })).status).toBe(404)
  })

  it('who was invited chooses a password by letter and is in', async () => {
    await web.db.withOrganisation(
      harbourBikes.id,
      async (em) =>
        void em.create(Member, {
          organisation: harbourBikes.id,
          name: 'Dora',
          email: 'dora@example.com',
          role: 'member',
        }),
    )
    const { invitationToken } = await import('#infra/identity/invitations.ts')
    const secret = createHmac('sha256', 't'.repeat(40)).update('ringdown invitations').digest()
    const token = invitationToken(
      { email: 'dora@example.com', name: 'Dora', organisation: 'Harbour Bikes', until: Date.now() + 60_000 },
      secret,
    )
    const browser = web.browser()
    expect(await (await browser.get(`/invitation?token=${token}`)).text()).toContain('Welcome to Harbour Bikes')
    expect((await browser.post('/invitation', { token, password: 'short' })).status).toBe(422)
    expect(
      (await browser.post('/invitation', { token, password: 'four words and more' })).headers.get('location'),
    ).toBe('/home')
    expect((await browser.get('/account')).status).toBe(200)
    expect((await web.browser().post('/invitation', { token, password: 'another four words' })).status).toBe(410)
    expect(
      (await web.browser().post('/invitation', { token: `${token}x`, password: 'another four words' })).status,
    ).toBe(410)
  })

  it('forgets a password, and finds the letter on the page of the demo', async () => {
    await web.browser().post('/forgot-password', { email: 'adam@harbour.test' })
    await expect
      .poll(async () => (await web.browser().get('/mail')).text())
      .toContain('Choose a new password for Ringdown')
  })
})

describe('a link for a new password', () => {
  it('says on opening that it is over, once it or another one was used, as one that never was does', async () => {
    const [older, newer] = [await link('cy@harbour.test'), await link('cy@harbour.test')]
    const open = (token: string) => web.browser().get(`/reset-password?token=${token}`)
    expect([(await open(older)).status, (await open(newer)).status]).toEqual([200, 200])
    const changed = await web
      .browser()
      .post(`/reset-password?token=${newer}`, { token: newer, password: 'a much better one' })
    expect(changed.headers.get('location')).toBe('/sign-in?password=changed')
    expect(await (await web.browser().get('/sign-in?password=changed')).text()).toContain(
      'Your password has been changed. Sign in with the new one.',
    )
    const pages = await Promise.all([older, newer, 'madeUp'].map(open))
    expect(pages.map(({ status }) => status)).toEqual([410, 410, 410])
    const said = await Promise.all(
      pages.map(async (page) => withoutWhatDiffers(await page.text(), [older, newer, 'madeUp'])),
    )
    expect(said[0]).toContain('This link no longer works')
    expect(said[0]).not.toContain('New password')
    expect(new Set(said).size).toBe(1)
    const late = await web
      .browser()
      .post(`/reset-password?token=${older}`, { token: older, password: 'a much better one' })
    expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('This link no longer works')])
  })
})

it('tells the log nobody’s address', () => {
  expect(web.troubles.filter((line) => /@(harbour|quay)\.test|example\.com/.test(line))).toEqual([])
})

/** The token of the newest link that was sent to somebody. */
async function link(email: string): Promise<string> {
  const newest = async () =>
    /reset-password\?token=([\w-]+)/.exec(await (await web.browser().get('/mail')).text())?.[1] ?? ''
  const before = await newest()
  await web.browser().post('/forgot-password', { email })
  await expect.poll(newest).not.toBe(before)
  return newest()
}

/** A page without what is new in each answer. */
function withoutWhatDiffers(page: string, tokens: readonly string[]): string {
  return tokens
    .reduce((text, token) => text.replaceAll(token, ''), page)
    .replaceAll(/nonce(=|\\?":\\?)"?[^"\s>]*/g, '')
    .replaceAll(/<script.*?<\/script>/gs, '')
}

async function seenAt(email: string): Promise<Date> {
  return web.db.withOrganisation(
    harbourBikes.id,
    async (em) => (await em.findOneOrFail(Member, { email })).seenAt ?? new Date(0),
  )
}

async function setDeactivated(email: string, at: Date | null): Promise<void> {
  await web.db.withOrganisation(harbourBikes.id, async (em) => {
    const member = await em.findOneOrFail(Member, { email })
    member.deactivatedAt = at
  })
}

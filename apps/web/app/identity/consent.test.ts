import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Member } from '#infra/db/member/member.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { harbourBikes, quayBooks } from '../../demo-data.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

let web: TestWeb

beforeAll(async () => {
  web = await testWeb()
}, 180_000)

afterAll(() => web.close())

describe('an invitation to somebody who has an account', () => {
  it('makes nobody a member: they are asked after signing in, and belong once they accept', async () => {
    await invites('ana@harbour.test')
    const quinn = await signedIn('quinn@quay.test')
    expect(await text(quinn, '/people')).toMatch(/ana@harbour\.test.*?Invited/)
    const member = await memberOf('ana@harbour.test')
    const number = await ofQuay(async (em) => (await em.findOneOrFail(PhoneNumber, { name: 'Shop' })).id)
    const given = await quinn.post(`/numbers/${number}`, { intent: 'add', member: member.id, role: 'member' })
    expect([given.status, await ofQuay((em) => em.count(NumberAccess, { member: member.id }))]).toEqual([409, 0])

    const ana = web.browser()
    expect((await ana.signIn('ana@harbour.test')).headers.get('location')).toBe('/invitations?to=%2Faccount')
    expect(await text(ana, '/account')).toContain('Quay Books invites you')
    expect(await text(ana, '/account')).not.toContain('Go to Quay Books')
    expect((await ana.post('/organisation', { organisation: quayBooks.id })).status).toBe(404)
    expect(await text(ana, '/invitations')).toContain('Quinn')

    const joined = await ana.post('/invitations', { member: member.id, answer: 'accept' })
    expect([joined.status, joined.headers.get('location')]).toEqual([302, '/home'])
    expect(await text(ana, '/people')).toContain('quinn@quay.test')
    expect(await deeds()).toContain('person.joined')
    expect((await ana.post('/invitations', { member: member.id, answer: 'accept' })).headers.get('location')).toBe(
      '/home',
    )
  })

  it('can be declined, and whoever invited learns of it and may ask again', async () => {
    await invites('ben@harbour.test')
    const ben = await signedIn('ben@harbour.test')
    const { id } = await memberOf('ben@harbour.test')
    expect((await ben.post('/invitations', { member: id, answer: 'decline' })).headers.get('location')).toBe(
      '/invitations',
    )
    expect((await ben.get('/invitations')).headers.get('location')).toBe('/home')
    expect((await ben.post('/organisation', { organisation: quayBooks.id })).status).toBe(404)
    const quinn = await signedIn('quinn@quay.test')
    expect(await text(quinn, `/people/${id}`)).toContain('has declined the invitation')
    expect((await quinn.post(`/people/${id}`, { intent: 'invite' })).status).toBe(200)
    expect(await text(ben, '/invitations')).toContain('Quay Books')
  })

  it('is answered by nobody else, though they are signed in', async () => {
    await invites('cy@harbour.test')
    const { id } = await memberOf('cy@harbour.test')
    const adam = await signedIn('adam@harbour.test')
    await adam.post('/invitations', { member: id, answer: 'accept' })
    expect((await web.browser().post('/invitations', { member: id, answer: 'accept' })).status).toBe(401)
    expect((await memberOf('cy@harbour.test')).hasJoined()).toBe(false)
  })

  it('leads from its link to the sign-in, to the invitation, or to signing out as somebody else', async () => {
    const link = await linkTo('cy@harbour.test')
    expect(await text(web.browser(), link)).toContain('/sign-in?to=%2Finvitations')
    expect((await (await signedIn('cy@harbour.test')).get(link)).headers.get('location')).toBe('/invitations')
    expect(await text(await signedIn('adam@harbour.test'), link)).toContain('Sign out as adam@harbour.test')
  })

  it('can wait for its answer: whoever signed in from its letter goes on to the inbox', async () => {
    await text(web.browser(), await linkTo('cy@harbour.test'))
    const cy = web.browser()
    const signedIn = await cy.post('/sign-in', { email: 'cy@harbour.test', password: 'ringdown', to: '/invitations' })
    expect(await text(cy, signedIn.headers.get('location') ?? '')).toMatch(/href="\/home"[^>]*>(?:<[^>]*>)*Not now/)
    expect((await cy.get('/inbox')).status).toBe(200)
  })
})

describe('an invitation to somebody without an account', () => {
  it('that was withdrawn makes no login by its link', async () => {
    await invites('dora@example.com')
    const link = await linkTo('dora@example.com')
    const quinn = await signedIn('quinn@quay.test')
    expect(
      (await quinn.post(`/people/${(await memberOf('dora@example.com')).id}`, { intent: 'withdraw' })).status,
    ).toBe(302)
    const stranger = web.browser()
    expect(await text(stranger, link)).toContain('This invitation is no longer valid')
    expect(
      (
        await stranger.post('/invitation', {
          token: new URL(link, web.url).searchParams.get('token') ?? '',
          password: 'four words and more',
        })
      ).status,
    ).toBe(410)
    expect((await stranger.signIn('dora@example.com', 'four words and more')).status).toBe(401)
  })

  it('is accepted by choosing a password with its link', async () => {
    await invites('dora@example.com')
    const browser = web.browser()
    const token = new URL(await linkTo('dora@example.com'), web.url).searchParams.get('token') ?? ''
    expect(
      (await browser.post('/invitation', { token, password: 'four words and more' })).headers.get('location'),
    ).toBe('/home')
    expect((await memberOf('dora@example.com')).hasJoined()).toBe(true)
    expect(await text(browser, '/people')).toContain('quinn@quay.test')
  })
})

describe('one link, accepted by several at once', () => {
  it('makes one of them a member with their password, and tells all others that the invitation is over', async () => {
    await invites('edda@example.com')
    const joined = (await deeds()).filter((kind) => kind === 'person.joined').length
    const token = new URL(await linkTo('edda@example.com'), web.url).searchParams.get('token') ?? ''
    const passwords = ['one', 'two', 'three', 'four', 'five'].map((word) => `four words and ${word}`)
    const answers = await Promise.all(
      passwords.map((password) => web.browser().post('/invitation', { token, password })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([302, 410, 410, 410, 410])
    const lost = answers.find(({ status }) => status === 410)
    expect(await lost?.text()).toContain('This invitation is no longer valid')
    const signIns = []
    for (const password of passwords) signIns.push((await web.browser().signIn('edda@example.com', password)).status)
    expect(signIns.map((status) => status === 302)).toEqual(answers.map(({ status }) => status === 302))
    expect((await deeds()).filter((kind) => kind === 'person.joined')).toHaveLength(joined + 1)
  })
})

describe('the organisation that was used last', () => {
  it('is opened at the next sign-in in any browser, and an open browser stays where it is', async () => {
    await web.db.withOrganisation(
      quayBooks.id,
      async (em) =>
        void em.create(Member, {
          organisation: quayBooks.id,
          name: 'Olive',
          email: 'olive@harbour.test',
          role: 'auditor',
          acceptedAt: new Date(),
        }),
    )
    const first = await signedIn('olive@harbour.test')
    expect(await place(first)).toBe('Harbour Bikes')
    await first.post('/organisation', { organisation: quayBooks.id })
    expect(await place(first)).toBe('Quay Books')

    const second = await signedIn('olive@harbour.test')
    expect(await place(second)).toBe('Quay Books')
    await second.post('/organisation', { organisation: harbourBikes.id })
    expect(await place(first)).toBe('Quay Books')
    await first.post('/sign-out', {})
    await first.signIn('olive@harbour.test')
    expect(await place(first)).toBe('Harbour Bikes')
  })
})

const ofQuay = <T>(work: Parameters<typeof web.db.withOrganisation<T>>[1]): Promise<T> =>
  web.db.withOrganisation(quayBooks.id, work)
const memberOf = (email: string): Promise<Member> => ofQuay((em) => em.findOneOrFail(Member, { email }))

async function signedIn(email: string): Promise<Browser> {
  const browser = web.browser()
  await browser.signIn(email)
  return browser
}

async function invites(email: string): Promise<void> {
  const quinn = await signedIn('quinn@quay.test')
  expect(
    (await quinn.post('/people', { intent: 'invite', name: email.split('@')[0] ?? '', email, role: 'member' })).status,
  ).toBe(200)
}

/** The newest link that a letter brought to this address, as a path. */
async function linkTo(email: string): Promise<string> {
  const letters = await text(web.browser(), '/mail')
  const [, link = ''] = new RegExp(`To ${email}.*?href="([^"]+)"`, 's').exec(letters) ?? []
  const { pathname, search } = new URL(link.replaceAll('&amp;', '&'))
  return pathname + search
}

/** The name of the organisation in which a browser works. */
async function place(browser: Browser): Promise<string> {
  const page = await text(browser, '/people')
  return [harbourBikes.name, quayBooks.name].find((name) => page.includes(`Everyone in ${name}`)) ?? page
}

/** A page without what React puts between texts. */
async function text(browser: Browser, path: string): Promise<string> {
  return (await (await browser.get(path)).text()).replaceAll('<!-- -->', '').replaceAll('\n', ' ')
}

async function deeds(): Promise<readonly string[]> {
  return (await ofQuay((em) => em.execute<{ kind: string }[]>('select kind from deed'))).map(({ kind }) => kind)
}

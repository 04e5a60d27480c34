import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDeeds } from '#infra/db/deeds/read-deeds.ts'
import { Member } from '#infra/db/member/member.ts'
import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { harbourBikes } from '../../demo-data.ts'
import { text } from '../../testing/seen-text.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

let web: TestWeb
let ana: Browser

beforeAll(async () => {
  web = await testWeb()
  ana = web.browser()
  await ana.signIn('ana@harbour.test')
}, 180_000)

afterAll(() => web.close())

describe('one’s own name', () => {
  it('is changed everywhere, by a deed', async () => {
    expect(await text(await ana.post('/account', { intent: 'change-name', name: '  Ana \n Alves ' }))).toContain(
      'Your name is changed.',
    )
    for (const path of ['/account', '/people']) expect(await text(await ana.get(path))).toContain('Ana Alves')
    expect(await lastDeed()).toMatchObject({
      kind: 'sign-in.name-changed',
      before: 'name: Ana',
      after: 'name: Ana Alves',
    })
  })

  it('cannot be empty', async () => {
    const refused = await ana.post('/account', { intent: 'change-name', name: ' ' })
    expect([refused.status, (await text(refused)).includes('Give your name.')]).toEqual([422, true])
  })
})

describe('one’s own e-mail address', () => {
  const ask = async (email: string, password = DEMO_PASSWORD) => {
    const answer = await ana.post('/account', { intent: 'change-email', email, password })
    return [answer.status, await text(answer)] as const
  }

  it.each([
    ['nonsense', DEMO_PASSWORD, 422, 'This is not an e-mail address.'],
    ['ANA@harbour.test', DEMO_PASSWORD, 422, 'This is your address already.'],
    ['ben@harbour.test', DEMO_PASSWORD, 409, 'Somebody in Harbour Bikes has this address already.'],
    ['ana@alves.test', 'not this one', 422, 'The password is not right.'],
  ])('is not changed to %s with the password %s', async (email, password, status, said) => {
    expect(await ask(email, password)).toEqual([status, expect.stringContaining(said)])
    expect(await letters('change-email')).toEqual([])
  })

  it('is changed by the link in a letter to the new address, and not before', async () => {
    expect(await ask('Ana@Alves.test')).toEqual([
      200,
      expect.stringContaining('the link to ana@alves.test is on the page Mail.'),
    ])
    const [token = ''] = await letters('change-email')
    const elsewhere = web.browser()
    expect(await text(await elsewhere.get(`/change-email?token=${token}`))).toContain(
      'You will sign in with ana@alves.test instead of ana@harbour.test',
    )
    expect((await web.browser().signIn('ana@harbour.test')).status).toBe(302)
    expect(await text(await elsewhere.post('/change-email', { token }))).toContain(
      'From now on you sign in with ana@alves.test',
    )
    expect((await web.browser().signIn('ana@harbour.test')).status).toBe(401)
    const again = web.browser()
    expect((await again.signIn('ana@alves.test')).headers.get('location')).toBe('/account')
    expect((await ana.get('/account')).status).toBe(200) // where she is signed in, she stays so
    expect(await lastDeed('sign-in.email-changed')).toMatchObject({
      before: 'e-mail: ana@harbour.test',
      after: 'e-mail: ana@alves.test',
    })
    expect(await text(await web.browser().get('/mail'))).toContain(
      'From now on you sign in to Ringdown with ana@alves.test.',
    )
  })

  it('is changed once by a link, and by none that is not ours', async () => {
    const [token = ''] = await letters('change-email')
    expect((await web.browser().post('/change-email', { token })).status).toBe(410)
    const [head = '', said = '', sign = ''] = token.split('.')
    const forged = Buffer.from(
      JSON.stringify({
        ...(JSON.parse(Buffer.from(said, 'base64url').toString()) as object),
        email: 'ben@harbour.test',
      }),
    ).toString('base64url')
    for (const bad of [`${head}.${forged}.${sign}`, 'nonsense', '', 'a.b.c'])
      expect([bad, (await web.browser().get(`/change-email?token=${bad}`)).status]).toEqual([bad, 410])
    expect(await text(await web.browser().get('/change-email?token=a.b.c'))).toContain('This link no longer works')
  })

  it('stays as it is where somebody has been given the new one meanwhile', async () => {
    expect((await ask('late@alves.test'))[0]).toBe(200)
    const token = (await letters('change-email'))[0] ?? ''
    await web.db.withOrganisation(
      harbourBikes.id,
      async (em) =>
        void em.create(Member, {
          organisation: harbourBikes.id,
          name: 'Late',
          email: 'late@alves.test',
          role: 'member',
        }),
    )
    const answer = await web.browser().post('/change-email', { token })
    expect([answer.status, (await text(answer)).includes('Somebody has late@alves.test already.')]).toEqual([409, true])
    expect((await web.browser().signIn('ana@alves.test')).status).toBe(302)
  })
})

it('meets no error that nobody expected', () => expect(web.troubles).toEqual([]))

/** The tokens of the links that were sent, newest first. */
async function letters(page: string): Promise<readonly string[]> {
  const html = await (await web.browser().get('/mail')).text()
  return [...new Set([...html.matchAll(new RegExp(`/${page}\\?token=([\\w.-]+)`, 'g'))].map((match) => match[1] ?? ''))]
}

async function lastDeed(kind?: string) {
  const [deed] = await web.db.withOrganisation(harbourBikes.id, (em) =>
    readDeeds(em, {
      organisation: harbourBikes.id,
      filter: kind === undefined ? {} : { kinds: [kind] },
      limit: 1,
      from: { before: null },
    }),
  )
  return deed
}

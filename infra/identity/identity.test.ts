import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Member } from '../db/member/member.ts'
import { openDatabase, type Database } from '../db/orm.ts'
import { smallOrganisation } from '../db/testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.ts'
import { createAuth, TRIES_A_MINUTE } from './auth.ts'
import { FAILED_AT_ONCE, LETTERS_AT_ONCE } from './guarded-ask.ts'
import { openIdentity, type Identity } from './identity.ts'
import { asked, notedIdentity, request } from './testing/asking.ts'

const first = '11111111-1111-4111-8111-111111111111'
const second = '22222222-2222-4222-8222-222222222222'
const person = { email: 'mia@example.test', name: 'Mia', password: 'correct horse battery' }

let server: TemporaryDatabase
let db: Database
let identity: Identity
const { letters, troubles, options } = notedIdentity()

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  identity = openIdentity({ ...options, url: server.identityUrl })
  await smallOrganisation(db, { id: first, e164: '+12025550101' })
  await smallOrganisation(db, { id: second, e164: '+12025550102' })
  await identity.addLogin(person)
}, 60_000)

afterAll(async () => {
  await Promise.all([db.close(), identity.close()])
  await server.remove()
})

describe('the tables of sign-in', () => {
  it('are what better-auth wants', async () => {
    const pool = new pg.Pool({ connectionString: server.identityUrl, options: '-c search_path=identity' })
    const { options: wanted } = createAuth({ ...options, pool })
    const { toBeCreated, toBeAdded, toBeAddedIndexes } = await getMigrations(wanted)
    await pool.end()
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
    })
  })

  it('are hidden from the application’s role, as its tables are from theirs', async () => {
    await expect(asked(server.appUrl, 'select from identity."user"')).rejects.toThrow(
      /permission denied for schema identity/,
    )
    await expect(asked(server.appUrl, `select identity.memberships('mia@example.test')`)).rejects.toThrow(
      /permission denied/,
    )
    for (const table of ['member', 'call', 'organisation'])
      await expect(asked(server.identityUrl, `select from public."${table}"`)).rejects.toThrow(/permission denied/)
  })

  it('have five functions with the owner’s rights', async () => {
    const found = await asked(
      server.superuserUrl.replace(/\/postgres$/, '/ringdown'),
      `select proname from pg_proc where prosecdef and pronamespace = 'identity'::regnamespace order by 1`,
    )
    expect(found).toEqual([
      { proname: 'colleagues' },
      { proname: 'email_changed' },
      { proname: 'invitations' },
      { proname: 'membership_ended' },
      { proname: 'memberships' },
    ])
  })
})

describe('a person', () => {
  it('belongs to every organisation that has them, until it deactivates them', async () => {
    const of = async () => (await identity.memberships('Mia@example.test')).map(({ organisation }) => organisation.id)
    expect(await of()).toEqual([first, second])
    const [membership] = await identity.memberships('mia@example.test')
    expect(membership).toMatchObject({
      name: 'Mia',
      role: 'owner',
      administrators: [],
      organisation: { name: 'Organisation of +12025550101' },
    })
    expect([...(membership?.numbers.values() ?? [])]).toEqual(['member'])
    await deactivate(true)
    expect(await of()).toEqual([second])
    await deactivate(false)
  })

  it('signs in with their password, and out', async () => {
    const answer = await signIn({ address: '10.0.0.1' })
    expect(answer.status).toBe(200)
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^ringdown\.session_token=.*Path=\/; HttpOnly; SameSite=Lax$/)
    const browser = request(cookie)
    expect(await identity.signedIn(browser)).toMatchObject({ email: person.email, name: 'Mia', secondFactor: false })
    await identity.ask({ path: '/sign-out', body: {}, request: browser, address: '10.0.0.1' })
    expect(await identity.signedIn(browser)).toBeNull()
  })

  it('has a cookie that no other host can set, over https', async () => {
    const https = openIdentity({ ...options, publicUrl: 'https://phone.example.com', url: server.identityUrl })
    const answer = await https.ask({ path: '/sign-in/email', body: person, request: request(), address: '10.0.0.2' })
    await https.close()
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-ringdown\.session_token=.*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  it('cannot register by themselves', async () => {
    const answer = await identity.ask({
      path: '/sign-up/email',
      body: { ...person, email: 'new@example.test' },
      request: request(),
      address: '10.0.0.3',
    })
    expect(answer.status).toBe(400)
    expect(await identity.hasLogin('new@example.test')).toBe(false)
  })

  it('chooses a new password by letter, once, which ends every session', async () => {
    const [cookie = ''] = (await signIn({ address: '10.0.0.4' })).headers.getSetCookie()
    await identity.ask({
      path: '/request-password-reset',
      body: { email: person.email },
      request: request(),
      address: '10.0.0.4',
    })
    await identity.ask({
      path: '/request-password-reset',
      body: { email: 'nobody@example.test' },
      request: request(),
      address: '10.0.0.4',
    })
    await expect.poll(() => letters.length).toBe(1)
    const token = /token=(\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? ''
    const choose = (newPassword: string) =>
      identity.ask({ path: '/reset-password', body: { newPassword, token }, request: request(), address: '10.0.0.4' })
    expect((await choose('short')).status).toBe(400)
    expect((await choose('a much better one')).status).toBe(200)
    expect((await choose('a much better two')).status).toBe(400)
    expect(await identity.signedIn(request(cookie))).toBeNull()
    expect((await signIn({ address: '10.0.0.4', password: 'a much better one' })).status).toBe(200)
  })
})

describe('tries', () => {
  it('are counted by the address of the connection, whatever headers say', async () => {
    const statuses: number[] = []
    for (let turn = 0; turn <= TRIES_A_MINUTE; turn += 1) {
      const forged = request(undefined, {
        'x-forwarded-for': `1.2.3.${turn}`,
        'x-client-address': `1.2.4.${turn}`,
        forwarded: `for=1.2.5.${turn}`,
      })
      statuses.push((await signIn({ address: '10.0.1.1', password: 'a guess', browser: forged })).status)
    }
    expect(statuses).toEqual([...Array<number>(TRIES_A_MINUTE).fill(401), 429])
  })

  it('of one address do not lock out another', async () => {
    expect((await signIn({ address: '10.0.1.2', password: 'a much better one' })).status).toBe(200)
  })
})

describe('failures of one account', () => {
  const guess = (turn: number, email: string, browser?: Request) =>
    identity.ask({
      path: '/sign-in/email',
      body: { email, password: 'a guess' },
      request: browser ?? request(),
      address: `10.1.${Math.floor(turn / 250)}.${turn % 250}`,
    })

  it.each(['lea@example.test', 'nobody@example.test'])(
    'are counted over all addresses, whether there is a login or not: %s',
    async (email) => {
      if (email.startsWith('lea')) await identity.addLogin({ email, name: 'Lea', password: 'the right password' })
      const answers = await Promise.all(Array.from({ length: FAILED_AT_ONCE + 2 }, (_, turn) => guess(turn, email)))
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        ...Array<number>(FAILED_AT_ONCE).fill(401),
        429,
        429,
      ])
    },
  )

  it('keep out nobody who has signed in with this browser before', async () => {
    const right = {
      path: '/sign-in/email',
      body: { email: 'pia@example.test', password: 'the right password' },
      address: '10.2.0.1',
    }
    await identity.addLogin({ email: 'pia@example.test', name: 'Pia', password: 'the right password' })
    const known = (await identity.ask({ ...right, request: request() })).headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('ringdown.known='))
    expect(known).toMatch(/^ringdown\.known=[\w.-]+; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/)
    await Promise.all(Array.from({ length: FAILED_AT_ONCE + 1 }, (_, turn) => guess(turn, 'PIA@example.test')))
    expect((await identity.ask({ ...right, request: request() })).status).toBe(429)
    expect((await identity.ask({ ...right, request: request(known) })).status).toBe(200)
    expect((await guess(300, 'lea@example.test', request(known))).status).toBe(429) // another account's browser is a stranger's
  })

  it('come back one by one, so that an attack locks nobody out for long', async () => {
    const pool = new pg.Pool({ connectionString: server.identityUrl })
    await pool.query(
      `update identity."rateLimit" set "lastRequest" = "lastRequest" - 60000 where "key" like 'account %'`,
    )
    await pool.end()
    const answer = await identity.ask({
      path: '/sign-in/email',
      body: { email: 'lea@example.test', password: 'the right password' },
      request: request(),
      address: '10.2.0.2',
    })
    expect(answer.status).toBe(200)
  })

  it('are kept without anybody’s address', async () => {
    const rows = await asked(server.identityUrl, `select "key" from identity."rateLimit" where "key" like 'account %'`)
    expect(rows.length).toBeGreaterThan(2)
    expect(JSON.stringify(rows)).not.toContain('example')
  })
})

it('writes somebody a few letters and no more, and answers the same', async () => {
  const before = letters.length
  const answers: number[] = []
  for (let turn = 0; turn < LETTERS_AT_ONCE + 3; turn += 1) {
    answers.push(
      (
        await identity.ask({
          path: '/request-password-reset',
          body: { email: 'lea@example.test' },
          request: request(),
          address: `10.3.0.${turn}`,
        })
      ).status,
    )
  }
  expect(new Set(answers)).toEqual(new Set([200]))
  await expect.poll(() => letters.length).toBe(before + LETTERS_AT_ONCE)
})

it('says nothing about anybody in the log', () => {
  expect(troubles.filter((line) => line.includes('example.test'))).toEqual([])
})

function signIn({
  address,
  password = person.password,
  browser = request(),
}: {
  readonly address: string
  readonly password?: string
  readonly browser?: Request
}): Promise<Response> {
  return identity.ask({ path: '/sign-in/email', body: { email: person.email, password }, request: browser, address })
}

async function deactivate(deactivated: boolean): Promise<void> {
  await db.withOrganisation(first, async (em) => {
    const member = await em.findOneOrFail(Member, { email: person.email })
    member.deactivatedAt = deactivated ? new Date() : null
  })
}

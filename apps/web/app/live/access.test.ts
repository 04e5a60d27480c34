import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import pg from 'pg'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { Member } from '#infra/db/member/member.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { arrivalAt } from '#infra/db/testing/people.ts'
import { harbourBikes, quayBooks } from '../../demo-data.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

/** Open streams while what they rest on ends. All is changed behind the serving web's back, as by another process. */
let web: TestWeb
let numbers: ReadonlyMap<string, string>
const ids = new Map<string, string>()

beforeAll(async () => {
  web = await testWeb()
  numbers = await web.db.withOrganisation(
    harbourBikes.id,
    async (em) => new Map((await em.find(PhoneNumber, {})).map(({ name, id }) => [name, id])),
  )
  for (const { id, email } of await web.db.withOrganisation(harbourBikes.id, (em) => em.find(Member, {})))
    ids.set(email, id)
}, 180_000)

afterAll(() => web.close())

beforeEach(() =>
  web.db.withOrganisation(harbourBikes.id, (em) =>
    em.nativeUpdate(Member, { email: 'ana@harbour.test' }, { deactivatedAt: null, role: 'member' }),
  ),
)

describe('an open stream', () => {
  it('ends within a second when its person is deactivated, and is not given again', async () => {
    const { browser, stream } = await following('ana@harbour.test')
    await inHarbour((em) => em.nativeUpdate(Member, { email: 'ana@harbour.test' }, { deactivatedAt: new Date() }))
    await stream.says('ended')
    await stream.isOver
    expect((await browser.get('/live/events', EVENTS)).status).toBe(401)
    expect(await (await browser.get('/live/who')).json()).toEqual({ isSignedIn: false, member: null })
  })

  it('ends when its browser is signed out, by itself or from another browser', async () => {
    const [here, there] = [await following('ben@harbour.test'), await following('ben@harbour.test')]
    const account = await (await here.browser.get('/account')).text()
    const [session = ''] = [...account.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id ?? '')
    expect((await here.browser.post('/account', { intent: 'end-session', session })).status).toBe(200)
    await there.stream.says('ended')
    expect(here.stream.told).not.toContain('ended')
    await here.browser.post('/sign-out', {})
    await here.stream.says('ended')
    expect((await there.browser.get('/live/events', EVENTS)).status).toBe(401)
    expect(await (await there.browser.get('/live/who')).json()).toEqual({ isSignedIn: false, member: null })
  })

  it('ends in other browsers when its person chooses a new password', async () => {
    const [here, there] = [await following('cy@harbour.test'), await following('cy@harbour.test')]
    expect(
      (
        await here.browser.post('/account', {
          intent: 'change-password',
          password: 'ringdown',
          'new-password': 'another long one',
        })
      ).status,
    ).toBe(200)
    await Promise.all([here.stream.says('ended'), there.stream.says('ended')])
    expect((await there.browser.get('/live/events', EVENTS)).status).toBe(401)
    expect((await open(here.browser)).told).toEqual([]) // it has the new session, and goes on
  })

  it('ends when its session does', async () => {
    const { browser, stream } = await following('adam@harbour.test')
    await identityTables(
      `update identity."session" set "expiresAt" = now() - interval '1 second' where "userId" = (select id from identity."user" where email = 'adam@harbour.test')`,
    )
    await stream.says('ended')
    expect((await browser.get('/live/events', EVENTS)).status).toBe(401)
  })

  it('tells nothing of a number any more to whoever was taken off it, and which ones are left', async () => {
    const { stream } = await following('ana@harbour.test')
    const [sales, support] = [of('Sales'), of('Support')]
    await happens(sales, 'call-before')
    await stream.says('call-before')
    await inHarbour((em) => em.nativeDelete(NumberAccess, { member: ids.get('ana@harbour.test') ?? '', number: sales }))
    await stream.says('access')
    expect(new Set(stream.access)).toEqual(new Set([...numbers.values()].filter((id) => id !== sales)))
    await happens(sales, 'call-hidden')
    await happens(support, 'call-seen')
    await stream.says('call-seen')
    expect(stream.told).not.toContain('call-hidden')
    await inHarbour(
      async (em) =>
        void em.create(NumberAccess, {
          organisation: harbourBikes.id,
          number: sales,
          member: ids.get('ana@harbour.test') ?? '',
          role: 'member',
        }),
    )
    await stream.says('granted') // and nothing was taken
    expect(stream.access).toContain(sales)
  })

  it('says that what its person may see has changed when they get another role', async () => {
    const { stream } = await following('ana@harbour.test')
    await inHarbour((em) => em.nativeUpdate(Member, { email: 'ana@harbour.test' }, { role: 'admin' }))
    await stream.says('access')
    expect(stream.access).toContain(of('Sales'))
  })

  it('narrows when a number is closed to the organisation', async () => {
    const quinn = await quinnInHarbour()
    await inHarbour((em) => em.nativeUpdate(PhoneNumber, { id: of('Quick') }, { visibility: 'organisation' }))
    const stream = await open(quinn.browser, quinn.member)
    await inHarbour((em) => em.nativeUpdate(PhoneNumber, { id: of('Quick') }, { visibility: 'people' }))
    await stream.says('access')
    expect(stream.access).toEqual([])
  })

  it('is of one member: a page that shows another organisation’s data is not given it', async () => {
    const { browser, member } = await signedIn('quinn@quay.test')
    expect((await browser.get(`/live/events?member=${ids.get('ana@harbour.test')}`, EVENTS)).status).toBe(403)
    expect(member).toBeNull()
  })
})

describe('one browser', () => {
  it('has as many streams as its pages need and no more, and a page that is closed makes room for another', async () => {
    const [{ browser }, { browser: other }] = [await signedIn('ana@harbour.test'), await signedIn('ana@harbour.test')]
    const pages = await Promise.all(Array.from({ length: 12 }, () => listening(browser)))
    expect(pages.map(({ response }) => response.status)).toEqual(Array(12).fill(200))
    const { response } = await listening(browser)
    expect([response.status, await response.text()]).toEqual([
      429,
      'Too many pages are open in this browser. Close some of them.',
    ])
    expect((await browser.get('/inbox')).status).toBe(200)
    const elsewhere = await listening(other)
    expect(elsewhere.response.status).toBe(200)
    pages[3]?.close()
    await expect.poll(async () => (await listening(browser)).response.status, { timeout: 5_000 }).toBe(200)
    for (const page of [...pages, elsewhere]) page.close()
  })
})

/** A page's stream, unread. */
async function listening(browser: Browser) {
  const page = new AbortController()
  return {
    response: await browser.ask('/live/events', { headers: EVENTS, signal: page.signal }),
    close: () => page.abort(),
  }
}

const EVENTS = { accept: 'text/event-stream' }

const of = (name: string): string => numbers.get(name) ?? ''
const inHarbour = <T>(work: Parameters<typeof web.db.withOrganisation<T>>[1]): Promise<T> =>
  web.db.withOrganisation(harbourBikes.id, work)

async function signedIn(email: string): Promise<{ readonly browser: Browser; readonly member: string | null }> {
  const browser = web.browser()
  await browser.signIn(email)
  return { browser, member: ids.get(email) ?? null }
}

/** Somebody who is on no number, of Harbour Bikes and of Quay Books. */
async function quinnInHarbour(): Promise<{ readonly browser: Browser; readonly member: string }> {
  const member = await inHarbour(async (em) => {
    const row = em.create(Member, {
      organisation: harbourBikes.id,
      name: 'Quinn',
      email: 'quinn@quay.test',
      role: 'member',
      acceptedAt: new Date(),
    })
    await em.flush()
    return row.id
  })
  const { browser } = await signedIn('quinn@quay.test')
  await browser.post('/organisation', { organisation: harbourBikes.id })
  expect(quayBooks.people[0].email).toBe('quinn@quay.test')
  return { browser, member }
}

async function following(email: string) {
  const { browser, member } = await signedIn(email)
  return { browser, stream: await open(browser, member) }
}

/** Reads a stream as it comes: its words, and the calls of its events. */
async function open(browser: Browser, member: string | null = null) {
  const response = await browser.get(`/live/events${member === null ? '' : `?member=${member}`}`, EVENTS)
  expect(response.status).toBe(200)
  const told: string[] = []
  let access: readonly string[] = []
  const isOver = read().catch(() => undefined) // the web may be closed before it
  const times = (word: string): number => told.filter((one) => one === word).length
  const stream = {
    told,
    isOver,
    get access() {
      return access
    },
    // how much comes together is up to the database
    says: (word: string, count = 1) =>
      expect.poll(() => times(word), { timeout: 1_000, interval: 10 }).toBeGreaterThanOrEqual(count),
  }
  await expect.poll(() => told.shift(), { timeout: 5_000 }).toBe('ready')
  return stream

  async function read(): Promise<void> {
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const part = text.slice(0, end)
        text = text.slice(end + 2)
        const [word, data] = [/^event: (.*)$/m.exec(part)?.[1], /^data: (.*)$/m.exec(part)?.[1]]
        if (word === 'access' || word === 'granted') access = JSON.parse(data ?? '[]')
        if (word !== undefined) told.push(word)
        else if (data !== undefined) told.push(JSON.parse(data).call)
      }
    }
  }
}

/** A call comes in for the number, and one thing happens in it. */
async function happens(number: string, call: string): Promise<void> {
  const arrival = arrivalAt(
    {
      id: harbourBikes.id,
      member: ids.get('ben@harbour.test') ?? '',
      number,
      e164: '+12025550100',
      flow: await flowOf(number),
    },
    { call },
  )
  await freezeArrival(web.db, { arrival })
  await appendEvents(web.db, {
    organisation: harbourBikes.id,
    call,
    events: [{ key: 'call:1', event: { at: Date.now(), node: null, what: { kind: 'picked-up', leg: '1-1' } } }],
  })
}

function flowOf(number: string): Promise<string> {
  return inHarbour(async (em) => (await em.findOneOrFail(PhoneNumber, { id: number })).flow?.id ?? '')
}

async function identityTables(sql: string): Promise<void> {
  const client = new pg.Client(web.database.identityUrl)
  await client.connect()
  await client.query(sql)
  await client.end()
}

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { quickLine, voicemail, type QuickLine } from '../../testing/quick-line.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'
import type { Found } from '../lists/found.ts'

let web: TestWeb
let ana: string
let arrive: QuickLine['arrive']
let tell: QuickLine['tell']
let rings: QuickLine['rings']
const browsers = new Map<string, Browser>()

beforeAll(async () => {
  web = await testWeb()
  for (const name of ['ana', 'adam', 'audit']) {
    const browser = web.browser()
    await browser.signIn(`${name}@harbour.test`)
    browsers.set(name, browser)
  }
  ;({ ana, arrive, tell, rings } = await quickLine(web))
}, 120_000)

afterAll(() => web.close())

const as = (name: string): Browser => browsers.get(name) ?? web.browser()

/** What the command palette finds. */
async function palette(who: string, q: string): Promise<readonly Found[]> {
  const answer = await as(who).get(`/find?${new URLSearchParams({ q }).toString()}`)
  return ((await answer.json()) as { readonly found: readonly Found[] }).found
}

describe('a missed call with a voicemail', () => {
  let conversation = ''

  it('[S5] stands in the inbox of those on the number, in words', async () => {
    await arrive('call-1')
    await tell(
      'call-1',
      { kind: 'entered', title: 'Ring the shop', node: 'priority-chain' },
      rings('1-1'),
      ...voicemail,
    )
    const page = await (await as('ana').get('/inbox')).text()
    expect(page).toContain('(202) 555-0199')
    expect(page).toContain('Rang Ana 20 s; caller left a 0:31 voicemail.')
    conversation = /href="\/inbox\/([0-9a-f-]{36})/.exec(page)?.[1] ?? ''
    expect(await (await as('ana').get(`/inbox/${conversation}`)).text()).toMatch(
      /<title>\(202\) 555-0199 · Inbox.*Missed, voicemail.* s, no answer/s,
    )
  })

  it('is found by nobody without access, by its address neither', async () => {
    expect(await (await as('adam').get('/inbox')).text()).not.toContain('555-0199')
    expect((await as('adam').get(`/inbox/${conversation}`)).status).toBe(404)
    expect((await as('adam').post(`/inbox/${conversation}/mark`, { as: 'done' })).status).toBe(404)
    expect((await as('audit').get(`/inbox/${conversation}`)).status).toBe(404)
  })

  it('leaves the list and the navigation to whoever may not see it, and says who could change that', async () => {
    const page = (await (await as('adam').get(`/inbox/${conversation}`)).text()).replaceAll('<!-- -->', '')
    for (const there of [
      'aria-label="Conversations"',
      'You don’t have access to this conversation',
      'You can add yourself to a number on its page.',
      'href="/numbers"',
    ])
      expect(page).toContain(there)
  })

  it.each(['/numbers', '/people', '/contacts', '/flows', '/calls'])(
    'is not alone in that: %s keep the navigation around what is not there, with a way back',
    async (place) => {
      const answer = await as('ana').get(`${place}/5ea50000-0000-4000-8000-00000000dead`)
      const page = (await answer.text()).replaceAll('<!-- -->', '')
      expect(answer.status).toBe(404)
      expect(page).toContain('There is nothing here for you to see')
      expect(page).toMatch(/Owners and admins of .*Harbour Bikes.* can change what you may see\. Ask /)
      expect(page).toMatch(new RegExp(`href="${place}"[^>]*>(?:<[^>]*>)*Go to `))
      expect(page).toContain('href="/inbox"')
    },
  )

  it('can be dealt with, and is then out of the way until the next call', async () => {
    expect((await as('ana').post(`/inbox/${conversation}/mark`, { as: 'gone' })).status).toBe(422)
    expect((await as('ana').post(`/inbox/${conversation}/mark`, { as: 'done' })).status).toBe(200)
    expect(await (await as('ana').get('/inbox')).text()).toContain('All caught up')
    expect(await (await as('ana').get('/inbox?view=done&q=555+0199')).text()).toContain('(202) 555-0199')
    for (const q of ['555 0199', '(202) 555-0199', '+1 202 555 0199'])
      expect(await (await as('ana').get(`/inbox?${new URLSearchParams({ q }).toString()}`)).text()).toContain(
        `/inbox/${conversation}`,
      )
    expect(await (await as('ana').get('/inbox?view=open&q=555+0199')).text()).toContain('Search all conversations')
    expect(await palette('ana', '0199')).toEqual([
      { kind: 'conversation', to: `/inbox/${conversation}`, label: '(202) 555-0199', detail: 'Quick · Done' },
    ])
    // who is on no number and may read all calls is led to what happened in them
    expect((await palette('adam', '0199')).map(({ kind }) => kind)).toEqual(['calls'])
    await arrive('call-2')
    expect(await (await as('ana').get('/inbox')).text()).toContain('(202) 555-0199')
    await tell('call-2', { kind: 'ended', outcome: 'abandoned', seconds: 3 })
  })

  it('is told on a page of its own, to auditors without its sound', async () => {
    const page = await (await as('ana').get('/calls/call-1')).text()
    expect(page).toMatch(/<h1[^>]*>Rang Ana 20 s; caller left a 0:31 voicemail\.<\/h1>/)
    expect(page).not.toContain('+12025550121')
    expect(await (await as('audit').get('/calls/call-1')).text()).toContain(
      'Only people on the number can listen to it.',
    )
    expect((await as('audit').get('/calls/unknown')).status).toBe(404)
    expect((await as('ana').get('/calls/call-1/history.json')).status).toBe(404)
    const history = await as('audit').get('/calls/call-1/history.json')
    expect(history.headers.get('content-disposition')).toContain('call-call-1.json')
    const { howToCheck, ...file } = z
      .looseObject({ sha256: z.record(z.string(), z.string()), howToCheck: z.array(z.string()) })
      .parse(await history.json())
    expect(file).toMatchObject({
      format: 2,
      outcome: 'Rang Ana 20 s; caller left a 0:31 voicemail.',
      events: expect.arrayContaining([expect.objectContaining({ what: expect.objectContaining({ kind: 'ended' }) })]),
    })
    expect(Object.entries(file.sha256)).toEqual(
      ['call', 'outcome', 'story', 'events', 'engine'].map((part) => [
        part,
        createHash('sha256').update(JSON.stringify(file[part])).digest('hex'),
      ]),
    )
    expect(howToCheck.join(' ')).toContain('jq -c .events FILE')
  })

  it('is exported as JSON all through: no part of it is JSON in a string', async () => {
    const texts = (value: unknown): readonly string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(texts)
          : []
    const found = texts(await (await as('audit').get('/calls/call-1/history.json')).json())
    expect(found.filter((text) => /^\s*[{[]/.test(text))).toEqual([])
  })

  it('is found by auditors, by what they remember of it', async () => {
    expect((await as('audit').get('/inbox')).headers.get('location')).toBe('/audit')
    expect(await (await as('audit').get(`/audit?person=${ana}&node=the+shop&caller=5550199`)).text()).toContain(
      '/calls/call-1',
    )
    expect(await (await as('audit').get('/audit?version=999')).text()).toContain('No calls match')
    const refused = await as('ana').get('/audit')
    expect([refused.status, (await refused.text()).replaceAll('<!-- -->', '')]).toEqual([
      403,
      expect.stringContaining(
        'Only owners, admins and auditors can see what happened to every call. Ask Olive, Adam or Audrey.',
      ),
    ])
  })
})

it('a contact that is added from a conversation leads back to it, and to no other site', async () => {
  const to = '/inbox?view=all'
  expect(
    await (
      await as('ana').get(`/contacts/new?${new URLSearchParams({ number: '+12025550198', to }).toString()}`)
    ).text(),
  ).toContain('name="to" value="/inbox?view=all"')
  const add = async (fields: Record<string, string>) =>
    (await as('ana').post('/contacts/new', fields)).headers.get('location')
  expect(await add({ name: 'Rosa', number: '+12025550198', to })).toBe(to)
  expect(await add({ name: 'Ruth', number: '+12025550197', to: '//evil.example' })).toBe('/home')
  expect(await add({ name: 'Rémy', number: '+12025550196' })).toMatch(/^\/contacts\//)
  expect(await palette('ana', 'remy')).toMatchObject([{ kind: 'contact', label: 'Rémy' }])
})

describe('a caller from abroad', () => {
  it('is shown with the country, in the list and in the conversation, and grouped as people there write it', async () => {
    await arrive('call-abroad', { caller: { e164: '+5215512345678', name: null } })
    const page = await (await as('ana').get('/inbox?q=%2B52+1+55+1234+5678')).text()
    expect(page).toMatch(/title="\+52 55 1234 5678 · Mexico"[^]*Quick[^]*· Mexico/)
    const id = /href="\/inbox\/([0-9a-f-]{36})/.exec(page)?.[1] ?? ''
    const shown = (await (await as('ana').get(`/inbox/${id}`)).text()).replaceAll('<!-- -->', '')
    expect(shown).toContain('Mexico · on <bdi>Quick')
    expect((await (await as('ana').get('/calls')).text()).replaceAll('<!-- -->', '')).toMatch(
      /\+52 55 1234 5678[^]*?Mexico · <bdi>Quick/,
    )
  })

  it('is named with the country on the page of the call', async () => {
    expect((await (await as('ana').get('/calls/call-abroad')).text()).replaceAll('<!-- -->', '')).toContain(
      '+52 55 1234 5678</bdi>, Mexico, called',
    )
  })

  it('is found with the number that their contact has, however it is typed', async () => {
    await as('ana').post('/contacts/new', { name: 'Mex Two', number: '+52 1 55 1234 5679' })
    expect(await palette('ana', '+52 1 55 1234 5679')).toMatchObject([
      { kind: 'contact', label: 'Mex Two', detail: '+52 55 1234 5679' },
    ])
    expect(await palette('ana', '5215512345679')).toMatchObject([{ label: 'Mex Two', detail: '+52 55 1234 5679' }])
  })

  it('at home has none', async () => {
    expect(await (await as('ana').get('/inbox?view=all&q=0199')).text()).not.toMatch(/title="\(202\) 555-0199 · /)
  })
})

describe('what happens now', () => {
  it('is streamed to those who may see it, without anybody’s private number', async () => {
    const stop = new AbortController()
    const stream = await as('ana').ask('/live/events', {
      headers: { accept: 'text/event-stream' },
      signal: stop.signal,
    })
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const heard = untilHeard(stream, '"kind":"rings"')
    await heard.ready
    await arrive('call-3')
    await tell('call-3', rings('3-1'))
    const text = await heard.text
    expect(text).toContain('"caller":"(202) 555-0199"')
    expect(text).toContain('"kind":"rings"')
    expect(text).not.toContain('+12025550121')
    stop.abort()
  })

  it('is told to a page that has just been opened', async () => {
    const now = await (await as('ana').get('/live/calls.data')).text()
    expect(now).toContain('call-3')
    expect(await (await as('adam').get('/live/calls.data')).text()).not.toContain('call-3')
  })

  it('is ended by whoever is on the call, and once', async () => {
    const end = async (name: string, call: string) => (await as(name).post(`/calls/${call}/end`, {})).status
    expect(await (await as('ana').get('/calls/call-3')).text()).not.toContain('End call')
    expect(await end('ana', 'call-3')).toBe(403)
    await tell('call-3', { kind: 'claimed', leg: '3-1', member: ana, name: 'Ana' })
    expect(await (await as('ana').get('/calls/call-3')).text()).toContain('End call')
    expect(await (await as('adam').get('/calls/call-3')).text()).not.toContain('End call')
    expect([
      await end('adam', 'call-3'),
      await end('audit', 'call-3'),
      await end('ana', 'unknown'),
      await end('ana', 'call-1'),
    ]).toEqual([403, 403, 404, 409])
    const said = async (name: string, call: string) => (await as(name).post(`/calls/${call}/end`, {})).text()
    for (const name of ['adam', 'audit'])
      expect(await said(name, 'call-3')).toContain(
        'Only somebody who is on the call, or an admin of its number, can end it.',
      )
    expect(await said('adam', 'call-1')).toContain('The call is already over.')
  })

  /** Reads a stream until it tells something. */
  function untilHeard(
    stream: Response,
    what: string,
  ): { readonly ready: Promise<void>; readonly text: Promise<string> } {
    const { promise: ready, resolve } = Promise.withResolvers<void>()
    return { ready, text: read() }
    async function read(): Promise<string> {
      let text = ''
      for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk
        if (text.includes('event: ready')) resolve()
        if (text.includes(what)) break
      }
      return text
    }
  }
})

it('meets no error that nobody expected', () => expect(web.troubles).toEqual([]))

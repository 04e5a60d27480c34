import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Arrival } from '#flows/arrival.ts'
import type { Happening } from '#flows/call-events.ts'
import { eventKey } from '#flows/event-key.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { saveRecording } from '#infra/db/call/save-recording.ts'
import { Member } from '#infra/db/member/member.ts'
import { liveNumbers, type LiveNumber } from '#infra/db/number/live-numbers.ts'
import { openFiles } from '#infra/files/files.ts'
import { harbourBikes } from '../../demo-data.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

let web: TestWeb
let quick: LiveNumber
const browsers = new Map<string, Browser>()
const organisation = harbourBikes.id
let told = 0
let ana: string

beforeAll(async () => {
  web = await testWeb()
  for (const name of ['ana', 'adam', 'audit']) {
    const browser = web.browser()
    await browser.signIn(`${name}@harbour.test`)
    browsers.set(name, browser)
  }
  const number = (await liveNumbers(web.db)).find(({ e164 }) => e164 === '+12025550120')
  if (!number) throw new Error('the demo has no Quick line')
  quick = number
  ana = (await web.db.withOrganisation(organisation, (em) => em.findOneOrFail(Member, { email: 'ana@harbour.test' }))).id
}, 120_000)

afterAll(() => web.close())

const as = (name: string): Browser => browsers.get(name) ?? web.browser()

async function arrive(call: string): Promise<void> {
  const { number, flow, version, plan, e164, name, roster, routing } = quick
  const facts = { call, number: { e164, name }, caller: { e164: '+12025550199', name: null }, roster, routing: routing.map(({ member }) => member), inactive: [], seed: 1, arrivedAt: Date.now() }
  const arrival: Arrival = { organisation, number, flow, version, plan, facts, first: [] }
  await freezeArrival(web.db, { arrival })
}

async function tell(call: string, ...happenings: readonly Happening[]): Promise<void> {
  const events = happenings.map((what) => ({ key: `${eventKey(what)}~${told++}`, event: { at: Date.now(), node: null, what } }))
  await appendEvents(web.db, { organisation, call, events })
}

const rings = (leg: string): Happening => ({ kind: 'rings', leg, carrier: 'leg-at-carrier', member: ana, name: 'Ana', address: '+12025550121', seconds: 20, order: 'in-turn' })
const voicemail: readonly Happening[] = [
  { kind: 'stopped-ringing', leg: '1-1', member: 'ana', name: 'Ana', why: 'no-answer', seconds: 20 },
  { kind: 'recording', url: 'https://carrier.test/1', seconds: 31, from: 'word' },
  { kind: 'ended', outcome: 'missed', seconds: 60 },
]

describe('a missed call with a voicemail', () => {
  let conversation = ''

  it('[S5] stands in the inbox of those on the number, in words', async () => {
    await arrive('call-1')
    await tell('call-1', { kind: 'entered', title: 'Ring the shop', node: 'priority-chain' }, rings('1-1'), ...voicemail)
    const page = await (await as('ana').get('/inbox')).text()
    expect(page).toContain('(202) 555-0199')
    expect(page).toContain('Rang Ana 20 s; caller left a 0:31 voicemail.')
    conversation = /href="\/inbox\/([0-9a-f-]{36})/.exec(page)?.[1] ?? ''
    expect(await (await as('ana').get(`/inbox/${conversation}`)).text()).toMatch(/<title>\(202\) 555-0199 · Inbox.*Missed, voicemail.* s, no answer/s)
  })

  it('is found by nobody without access, by its address neither', async () => {
    expect(await (await as('adam').get('/inbox')).text()).not.toContain('555-0199')
    expect((await as('adam').get(`/inbox/${conversation}`)).status).toBe(404)
    expect((await as('adam').post(`/inbox/${conversation}/mark`, { as: 'done' })).status).toBe(404)
    expect((await as('audit').get(`/inbox/${conversation}`)).status).toBe(404)
  })

  it('leaves the list and the navigation to whoever may not see it, and says who could change that', async () => {
    const page = (await (await as('adam').get(`/inbox/${conversation}`)).text()).replaceAll('<!-- -->', '')
    for (const there of ['aria-label="Conversations"', 'You may not see this conversation', 'can put you on a number. Ask', 'href="/numbers"']) expect(page).toContain(there)
  })

  it.each(['/numbers', '/people', '/contacts', '/flows', '/calls'])('is not alone in that: %s keep the navigation around what is not there, with a way back', async (place) => {
    const answer = await as('ana').get(`${place}/5ea50000-0000-4000-8000-00000000dead`)
    const page = (await answer.text()).replaceAll('<!-- -->', '')
    expect(answer.status).toBe(404)
    expect(page).toContain('There is nothing here that you may see')
    expect(page).toMatch(/Owners and admins of .*Harbour Bikes.* can change what you may see\. Ask /)
    expect(page).toMatch(new RegExp(`href="${place}"[^>]*>(?:<[^>]*>)*Go to `))
    expect(page).toContain('href="/inbox"')
  })

  it('can be dealt with, and is then out of the way until the next call', async () => {
    expect((await as('ana').post(`/inbox/${conversation}/mark`, { as: 'gone' })).status).toBe(422)
    expect((await as('ana').post(`/inbox/${conversation}/mark`, { as: 'done' })).status).toBe(200)
    expect(await (await as('ana').get('/inbox')).text()).toContain('All caught up')
    expect(await (await as('ana').get('/inbox?view=done&q=555+0199')).text()).toContain('(202) 555-0199')
    await arrive('call-2')
    expect(await (await as('ana').get('/inbox')).text()).toContain('(202) 555-0199')
    await tell('call-2', { kind: 'ended', outcome: 'abandoned', seconds: 3 })
  })

  it('is told on a page of its own, to auditors without its sound', async () => {
    const page = await (await as('ana').get('/calls/call-1')).text()
    expect(page).toMatch(/<h1[^>]*>Rang Ana 20 s; caller left a 0:31 voicemail\.<\/h1>/)
    expect(page).not.toContain('+12025550121')
    expect(await (await as('audit').get('/calls/call-1')).text()).toContain('Only people on the number can listen to it.')
    expect((await as('audit').get('/calls/unknown')).status).toBe(404)
    expect((await as('ana').get('/calls/call-1/history.json')).status).toBe(404)
    const history = await as('audit').get('/calls/call-1/history.json')
    expect(history.headers.get('content-disposition')).toContain('call-call-1.json')
    expect(await history.json()).toMatchObject({ format: 1, outcome: 'Rang Ana 20 s; caller left a 0:31 voicemail.', events: expect.arrayContaining([expect.objectContaining({ what: expect.objectContaining({ kind: 'ended' }) })]) })
  })

  it('plays in parts, to people on the number, and each hearing is noted', async () => {
    const fileKey = `${organisation}/recordings/one.wav`
    await openFiles(join(tmpdir(), `ringdown-web-${new URL(web.url).port}`, 'files')).set(fileKey, new File(['0123456789'], 'recording.wav', { type: 'audio/wav' }))
    await saveRecording(web.db, { organisation, call: 'call-1', recording: { url: 'https://carrier.test/1', seconds: 31, fileKey, bytes: 10, sha256: 'x', keptAt: Date.now() } })
    const [row] = await web.db.withOrganisation(organisation, (em) => em.execute<{ id: string }[]>(`select id from recording where call = 'call-1'`))
    const path = `/calls/call-1/recordings/${row?.id}`
    const whole = await as('ana').get(path)
    expect([whole.status, whole.headers.get('content-type'), whole.headers.get('cache-control'), await whole.text()]).toEqual([200, 'audio/wav', 'private, no-store', '0123456789'])
    const part = await as('ana').get(path, { range: 'bytes=2-4' })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234'])
    expect((await as('ana').get(path, { range: 'bytes=10-' })).status).toBe(416)
    for (const other of ['adam', 'audit']) expect((await as(other).get(path)).status).toBe(404)
    expect(await (await as('audit').get('/calls/call-1')).text()).toContain('Heard once')
  })

  it('is heard by nobody without a note, whichever part they ask for and by whichever method', async () => {
    const [row] = await web.db.withOrganisation(organisation, (em) => em.execute<{ id: string }[]>(`select id from recording where call = 'call-1'`))
    const path = `/calls/call-1/recordings/${row?.id}`
    const noted = async () => (await web.db.withOrganisation(organisation, (em) => em.execute<unknown[]>(`select from recording_view where recording = ?`, [row?.id]))).length
    const before = await noted()
    const head = await as('ana').ask(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text(), await noted()]).toEqual([200, '10', '', before])
    const options = await as('ana').ask(path, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow'), await options.text()]).toEqual([405, 'GET, HEAD', ''])
    const again = await as('ana').get(path)
    expect([await again.text(), await noted()]).toEqual(['0123456789', before + 1])
    const ben = web.browser()
    await ben.signIn('ben@harbour.test')
    const rest = await ben.get(path, { range: 'bytes=1-' })
    expect([rest.status, await rest.text(), await noted()]).toEqual([206, '123456789', before + 2])
    expect(await (await ben.get(path, { range: 'bytes=5-' })).text()).toBe('56789')
    expect(await noted()).toBe(before + 2)
  })

  it('is heard once a sitting, as auditors read on its call’s page and in the record', async () => {
    for (const page of ['/calls/call-1', '/audit/deeds']) expect(await (await as('audit').get(page)).text()).toContain('Each time somebody plays a recording from the beginning, it is noted.')
  })

  it('shows nobody where the carrier keeps it, for it could be heard there unnoted', async () => {
    const seen = await Promise.all(['ana', 'audit'].flatMap((who) => ['/calls/call-1', '/calls/call-1.data', '/calls/call-1/history.json'].map(async (path) => (await as(who).get(path)).text())))
    expect(seen.filter((text) => text.includes('carrier.test'))).toEqual([])
    expect(seen.filter((text) => text.includes('voicemail')).length).toBe(5)
  })

  it('is found by auditors, by what they remember of it', async () => {
    expect((await as('audit').get('/inbox')).headers.get('location')).toBe('/audit')
    expect(await (await as('audit').get(`/audit?person=${ana}&node=the+shop&caller=5550199`)).text()).toContain('/calls/call-1')
    expect(await (await as('audit').get('/audit?version=999')).text()).toContain('No call fits')
    expect((await as('ana').get('/audit')).status).toBe(404)
  })
})

describe('what happens now', () => {
  it('is streamed to those who may see it, without anybody’s private number', async () => {
    const stop = new AbortController()
    const stream = await as('ana').ask('/live/events', { headers: { accept: 'text/event-stream' }, signal: stop.signal })
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const heard = untilHeard(stream, 'Ring')
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

  it('is ended by people on the number alone, and once', async () => {
    const end = async (name: string, call: string) => (await as(name).post(`/calls/${call}/end`, {})).status
    expect(await (await as('ana').get('/calls/call-3')).text()).toContain('End call')
    expect(await (await as('adam').get('/calls/call-3')).text()).not.toContain('End call')
    expect([await end('adam', 'call-3'), await end('audit', 'call-3'), await end('ana', 'unknown'), await end('ana', 'call-1')]).toEqual([404, 404, 404, 409])
  })

  /** Reads a stream until its phone rings. */
  function untilHeard(stream: Response, word: string): { readonly ready: Promise<void>; readonly text: Promise<string> } {
    const { promise: ready, resolve } = Promise.withResolvers<void>()
    return { ready, text: read() }
    async function read(): Promise<string> {
      let text = ''
      for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk
        if (text.includes('event: ready')) resolve()
        if (text.includes(`"${word.toLowerCase()}s"`)) break
      }
      return text
    }
  }
})

it('meets no error that nobody expected', () => expect(web.troubles).toEqual([]))

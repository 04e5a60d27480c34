import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile } from '#flows/compile.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { readFlow } from '#flows/flow.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { signatures } from '#infra/signalwire/signature.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { temporalClient } from '#infra/temporal/client.ts'
import { Callbacks } from './callbacks.ts'
import { CarrierClock } from './carrier-clock.ts'
import { Counters } from './counters.ts'
import { LiveNumbers } from './live-numbers.ts'
import { Openings } from './openings.ts'
import { PostOffice } from './post-office.ts'
import { Questions } from './questions.ts'
import { carrierRouter } from './router.ts'
import { StandIn } from './stand-in.ts'
import { TemporalCalls } from './temporal-calls.ts'

/** The carrier's edge with no database and no Temporal behind it: what must work when everything is down. */

const publicUrl = 'https://phone.example.com'
const key = 'signing-key'
const urls = carrierUrls({ publicUrl, secret: 'a secret of at least thirty-two characters' })
const counters = new Counters()
const logged: { readonly level: number }[] = []
let folder = ''
let server: Server

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringdown-edge-'))
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line) as { level: number }) }) // as pino writes
  const store = new DiskStore(join(folder, 'waiting'))
  const client = temporalClient({ TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'default', TEMPORAL_TLS: false, PAYLOAD_KEYS: [{ id: 'k', key: new Uint8Array(32) }] })
  const calls = new TemporalCalls(client)
  const openings = new Openings({ store, calls, log })
  const post = new PostOffice({ calls, store, openings, log })
  const numbers = new LiveNumbers(async () => [salesLine()], join(folder, 'numbers.json'), log)
  await numbers.begin()
  const questions = new Questions({ store, calls, post, openings, urls, log })
  const carrier = signalWire({ baseUrl: 'http://127.0.0.1:1', project: 'p', token: 't' })
  const standIn = new StandIn({ carrier, store, openLegs: async () => [], engineKnows: async () => false, tell: (key, news) => post.tell(key, news), log })
  const callbacks = new Callbacks({ store, post, standIn, clock: new CarrierClock() })
  const checkSignature = signatures({ publicUrl, keys: [key] })
  const app = express().use(carrierRouter({ urls, checkSignature, numbers, store, calls, questions, callbacks, counters, log }))
  server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening))
  })
})

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
})

test('the first document is answered although nothing else is up', async () => {
  const { status, body } = await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf('call-1'))
  expect(status).toBe(200)
  expect(JSON.stringify(body)).toContain('/carrier/calls/call-1/steps/1/word')
  expect(JSON.stringify(body)).toContain('Press 1 to accept')
})

test('a call that arrives twice is frozen once', async () => {
  const url = urls.of({ to: 'number-document', number: 'sales' })
  const [one, other] = [await post(url, fetchOf('call-2')), await post(url, fetchOf('call-2'))]
  expect(other.body).toEqual(one.body)
})

test('a number without a live flow says so and hangs up', async () => {
  const { status, body } = await post(urls.of({ to: 'number-document', number: 'nobody' }), fetchOf('call-3'))
  expect(status).toBe(200)
  expect(JSON.stringify(body)).toContain('not in service')
})

test('a wrong or missing signature on a document is refused and counted', async () => {
  const url = urls.of({ to: 'number-document', number: 'sales' })
  const before = counters.totals['refused'] ?? 0
  expect((await post(url, fetchOf('call-4'), { signature: 'deadbeef' })).status).toBe(403)
  expect((await post(url, fetchOf('call-4'), { signature: null })).status).toBe(403)
  expect(counters.totals['refused']).toBe(before + 2)
})

test('a word with a forged token is refused', async () => {
  const url = wordOf('call-1').replace(/t=[^&]+/, 't=forged')
  expect((await post(url, word(1), { signature: null })).status).toBe(403)
})

test('a token of one call opens no other', async () => {
  const url = wordOf('call-1').replace('call-1', 'call-2')
  expect((await post(url, word(1), { signature: null })).status).toBe(403)
})

test('while Temporal is dead the document waits, and then goes on alone for good', async () => {
  await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf('call-5'))
  const url = wordOf('call-5')
  const first = await post(url, word(1), { signature: null })
  expect(first.body).toMatchObject({ reply: 'wait' })
  expect((await post(url, { ...word(1), try: 5, last: true, waited: 8000 }, { signature: null })).body).toEqual({ reply: 'alone' })
  expect((await post(url, word(1), { signature: null })).body).toEqual({ reply: 'alone' })
})

test('how long a document has waited is told by itself: no clock is compared with another one', async () => {
  await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf('call-8'))
  const url = wordOf('call-8')
  const second = await post(url, { ...word(1), try: 2, waited: '' }, { signature: null })
  expect(second.body).toMatchObject({ reply: 'wait' })
  expect((second.body as { waited: number }).waited).toBeGreaterThanOrEqual(4000) // two times 2 s of ringing
  expect((await post(url, { ...word(1), try: 4, waited: '' }, { signature: null })).body).toEqual({ reply: 'wait', waited: expect.any(Number) })
  expect((await post(url, { ...word(1), try: 4, waited: '7000' }, { signature: null })).body).toEqual({ reply: 'alone' })
})

test('the step of a word is the one that its token covers, whatever its body says', async () => {
  await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf('call-9'))
  const url = wordOf('call-9')
  expect((await post(url, { ...word(3), last: true }, { signature: null })).body).toEqual({ reply: 'alone' })
  // only step 1 is known to ring anybody while the engine is down
  expect(await eventsOnDisk('call-9')).toContain('ladder-rings')
})

test('a document that joins is answered once it is kept that it has begun', async () => {
  await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf('call-10'))
  const { status } = await post(urls.of({ to: 'begun', organisation: 'o1', call: 'call-10', step: 3 }), { step: 3, joins: true }, { signature: null })
  expect(status).toBe(200)
  expect(await eventsOnDisk('call-10')).toContain('begun')
})

test('nobody is hung up on: of a call that cannot be read, the document of a step is ringing, and the same document anew', async () => {
  const { status, body } = await post(stepOf('unread', 3), fetchOf('unread'))
  expect([status, (body as { sections: unknown }).sections]).toEqual([200, { main: [{ play: { url: 'ring:4.0:us' } }, { transfer: { dest: stepOf('unread', 3) } }] }])
})

test('a call that cannot be read goes on alone only when that is noted', async () => {
  expect((await post(wordOf('unread-too'), word(1), { signature: null })).body).toMatchObject({ reply: 'wait' })
  expect(await isDrivenByDocument('unread-too')).toBe(false)
  expect((await post(urls.of({ to: 'ladder', organisation: 'o1', call: 'unread-too' }), { step: 1, from: start, what: 'alone' }, { signature: null })).body).toEqual({ reply: 'alone' })
  expect(await isDrivenByDocument('unread-too')).toBe(true)
})

test('the document of a step always comes: while nobody knows the step, the caller hears ringing and the question is asked again, with the ladder at hand', async () => {
  await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf('call-6'))
  const { status, body } = await post(stepOf('call-6', 2), fetchOf('call-6'))
  expect(status).toBe(200)
  expect(JSON.stringify(body)).toContain('connect')
  expect(JSON.stringify(body)).toContain('/carrier/calls/call-6/steps/1/word')
  expect(await isDrivenByDocument('call-6')).toBe(false)
})

test('a call that came while the web was down arrives by the word of its static document', async () => {
  const url = urls.of({ to: 'number-word', organisation: 'o1', number: 'sales' })
  const { body } = await post(url, { call: 'call-7', from: '+12025550150', to: '+12025550100', what: 'word' }, { signature: null })
  expect(body).toMatchObject({ reply: 'next' })
  expect(JSON.stringify(body)).toContain('/carrier/calls/call-7/steps/1')
})

test('a body that is not JSON is told what to send', async () => {
  const { status, body } = await post(wordOf('call-1'), 'oops', { signature: null })
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain('not JSON')
})

test('a body that cannot be read is a warning of one line, whoever signed it', async () => {
  logged.length = 0
  const path = '/carrier/numbers/sales'
  for (const body of ['oops', '{}', fetchOf('..')]) expect((await post(urls.of({ to: 'number-document', number: 'sales' }), body)).status).toBe(400)
  expect(logged).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ level: 40, path, why: expect.stringMatching(/not JSON|names no call/) })))
  expect(JSON.stringify(logged)).not.toContain('stack')
})

test.each([
  ['a NUL', 'call\0'],
  ['half a character', 'call-\ud83d'],
  ['more than any file or workflow can be named after', 'x'.repeat(201)],
  ['a line break', 'call\nother'],
  ['nothing', ''],
  ['the folder itself', '.'],
  ['the folder above', '..'],
  ['a part of an address more', 'call/other'],
  ['a part of an address more, on Windows', 'call\\other'],
  ['a part of an address more, written out', 'call%2fother'],
  ['a query', 'call?a'],
  ['a fragment', 'call#a'],
])('an arrival whose id cannot be kept is refused with a sentence, signed or not: %s', async (_what, call) => {
  const { status, body } = await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf(call))
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringMatching(/names no call|a character that is none/)])
  const url = urls.of({ to: 'number-word', organisation: 'o1', number: 'sales' })
  expect((await post(url, { call, from: '', to: '', what: 'word', since: '' }, { signature: null })).status).toBe(400)
})

test('a body that is nested without end is refused with a sentence', async () => {
  const { status, body } = await post(urls.of({ to: 'number-document', number: 'sales' }), '['.repeat(200_000))
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('nested too deeply')])
})

test('callbacks are answered at once, whatever they are about', async () => {
  const url = urls.of({ to: 'leg-status', organisation: 'o1', call: 'call-1', leg: '2-1' })
  const ended = { event_type: 'calling.call.state', event_channel: 'swml:x', timestamp: 1, params: { call_id: 'leg-1', call_state: 'ended', end_reason: 'no_answer' } }
  expect((await post(url, ended, { signature: null })).status).toBe(200)
})

async function isDrivenByDocument(call: string): Promise<boolean> {
  return await new DiskStore(join(folder, 'waiting')).drivenByDocument({ organisation: 'o1', call })
}

async function eventsOnDisk(call: string): Promise<string[]> {
  const kinds: string[] = []
  for await (const { what } of new DiskStore(join(folder, 'waiting')).waiting()) {
    if (what?.kind === 'events' && what.key.call === call) kinds.push(...what.events.map(({ event }) => event.what.kind))
  }
  return kinds
}

function salesLine() {
  const read = readFlow(sales)
  if (!read.ok) throw new Error('the example does not read')
  const roster = ['Ana', 'Ben'].map((name, at) => ({ member: name.toLowerCase(), name, address: `+1202555012${at + 1}`, barred: null }))
  const compiled = compile(read.flow, { people: { roster, routing: ['ana', 'ben'], inactive: [] } })
  if (!compiled.ok) throw new Error('the example does not compile')
  const routing = roster.map((seat) => ({ member: seat.member, active: true }))
  return { organisation: 'o1', number: 'sales', e164: '+12025550100', name: 'Sales', flow: 'f1', version: 1, plan: compiled.plan, roster, routing }
}

const fetchOf = (call: string) => ({ call: { call_id: call, call_state: 'created', direction: 'inbound', type: 'phone', from: '+12025550150', to: '+12025550100' }, vars: {}, envs: {}, params: {} })
const start = salesLine().plan.start
const wordOf = (call: string): string => urls.of({ to: 'word', organisation: 'o1', call, step: 1, from: start })
const stepOf = (call: string, step: number): string => urls.of({ to: 'step-document', organisation: 'o1', call, step, from: start })
const word = (step: number) => ({ step, try: 1, last: false, waited: 0, did: 'other' })

async function post(url: string, body: unknown, { signature }: { signature?: string | null } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const sign = signature === undefined ? createHmac('sha1', key).update(url).update(text).digest('hex') : signature
  const { port } = server.address() as AddressInfo // a listening TCP server has one
  const response = await fetch(url.replace(publicUrl, `http://127.0.0.1:${port}`), {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', ...(sign === null ? {} : { 'x-signalwire-signature': sign }) },
  })
  return { status: response.status, body: (await response.json()) as unknown }
}

import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { signalWire, type SignalWire } from '#infra/signalwire/client.ts'
import { configureNumber } from '#infra/signalwire/configure-number.ts'
import { memberDocument } from '#infra/signalwire/documents/member.ts'
import { claimAnswer } from '#infra/signalwire/documents/replies.ts'
import { endLeg } from '#infra/signalwire/end-leg.ts'
import { readDocumentFetch, readNews } from '#infra/signalwire/news.ts'
import { record } from '#infra/signalwire/verbs/record/record.ts'
import { claimBody, wordBody } from '#infra/signalwire/reports.ts'
import { anyDocument, anyText } from './any-document.ts'
import type { ControlPlane } from './control-plane.ts'
import { fastEmulator, type FastEmulator } from './fast-emulator.ts'
import { ana, at, goodbye, harbour, line, organisation, say } from './harbour.ts'
import { notedExchanges } from './noted-exchanges.ts'
import { openApi } from './openapi.ts'
import { ourWeb, type OurWeb } from './our-web.ts'

const judge = openApi()
const { noted, exchanges } = notedExchanges()

let emulator: FastEmulator
let control: ControlPlane
let carrier: SignalWire
let web: OurWeb
const { document, to, settingsOf, configure, dialIn } = harbour(() => ({ web, control, carrier }))

beforeAll(async () => {
  emulator = await fastEmulator(noted)
  ;({ control, carrier } = emulator)
})
afterAll(() => emulator.close())
beforeEach(async () => {
  await control('POST', '/reset')
  web = await ourWeb('demo-signing-key')
})
afterEach(async () => {
  await control('POST', '/reset')
  await web.close()
})

test('a number is bought, named, given its documents and routed; a second time nothing is left to do', async () => {
  const first = await configure('+12025550177')
  expect(first.changed).toEqual(['bought', 'named', 'script', 'webhook', 'route'])
  const second = await configure('+12025550177')
  expect(second).toEqual({ ...first, changed: [] })
  const renamed = await configureNumber(carrier, { ...settingsOf('+12025550177'), name: 'Repairs' })
  expect(renamed.changed).toEqual(['named'])
})

test('a call travels: signed fetch, word, next step, member, claim, room, and the end', async () => {
  await configure(line)
  await control('PUT', `/phones/${encodeURIComponent(ana)}/behaviour`, { kind: 'answers', after: '1s', presses: '1' })
  let call = ''
  web.answer = ({ address, body }) => {
    switch (address.to) {
      case 'number-document':
        call = readDocumentFetch(body).call
        return document(call, { n: 1, list: [say('Welcome.')] })
      case 'word':
        return address.step === 1
          ? { reply: 'next', url: web.urls.of({ to: 'step-document', organisation, call, step: 2, from: null }) }
          : { reply: 'wait', since: 1 }
      case 'step-document':
        return document(call, { n: 2, list: [{ do: 'park', for: 60_000 }] })
      case 'claim':
        return { reply: 'yours', room: 'c-1' }
      default:
        return undefined
    }
  }
  const dialled = await dialIn()
  const fetched = await web.until(at('number-document'))
  expect(fetched.signature).toBe('valid')
  expect(readDocumentFetch(fetched.body)).toEqual({
    call: dialled,
    direction: 'inbound',
    from: '+12025550150',
    to: line,
  })
  const word = await web.until(at('word'))
  expect(word.signature).toBe('absent')
  expect(wordBody.parse(word.body)).toEqual({ try: 1, last: false, waited: 0, result: null })
  expect((await web.until(at('step-document'))).signature).toBe('valid')

  const leg = 'ring-1'
  const dialledLeg = await carrier.dial({
    from: line,
    to: ana,
    seconds: 20,
    swml: memberDocument({
      organisation,
      call,
      leg,
      room: 'c-1',
      caller: '+12025550150',
      number: 'Sales',
      urls: web.urls,
    }),
    statusUrl: web.urls.of({ to: 'leg-status', organisation, call, leg }),
    variables: { leg },
  })
  const claim = await web.until(at('claim'))
  expect(claimBody.parse(claim.body)).toEqual({ call: dialledLeg.id, leg, try: 1, last: false })
  await carrier.redirect({ id: call, swml: document(call, { n: 3, by: 'push', list: [{ do: 'join', room: 'c-1' }] }) })
  await web.until(at('begun'))
  await web.until(at('leg-begun'))
  await expect
    .poll(async () => z.object({ with: z.string().nullable() }).parse(await control('GET', `/calls/${call}`)).with, {
      timeout: 4000,
    })
    .toBe(ana)
  expect(await carrier.log(dialledLeg.id)).toMatchObject({ state: 'answered', to: ana })

  await carrier.end(call)
  await web.until(({ address, body }) => address.to === 'number-status' && readNews(body).kind === 'leg-ended')
  await endLeg(carrier, dialledLeg.id)
  const ended = await web.until(
    ({ address, body }) => address.to === 'leg-status' && readNews(body).kind === 'leg-ended',
  )
  expect(readNews(ended.body)).toMatchObject({ call: dialledLeg.id, why: 'hung-up', to: ana })
  const told = web.heard.filter(at('leg-status')).map(({ body }) => readNews(body))
  expect(told.map((news) => (news.kind === 'leg' ? news.state : news.kind))).toEqual([
    'created',
    'ringing',
    'answered',
    'leg-ended',
  ])
  await endLeg(carrier, dialledLeg.id)
  await expect(carrier.redirect({ id: call, swml: goodbye })).rejects.toMatchObject({ kind: 'gone' })
  expect((await carrier.logs({ createdAfter: Date.now() - 3_600_000 })).map(({ id }) => id)).toEqual(
    expect.arrayContaining([call, dialledLeg.id]),
  )
})

test('a leg that rings cannot be redirected, is cancelled, and then is gone', async () => {
  await configure(line)
  const leg = await carrier.dial(to(ana))
  await expect(carrier.redirect({ id: leg.id, swml: goodbye })).rejects.toMatchObject({ kind: 'not-answered' })
  await endLeg(carrier, leg.id)
  const ended = await web.until(({ body }) => readNews(body).kind === 'leg-ended')
  expect(readNews(ended.body)).toMatchObject({ call: leg.id, why: 'cancelled' })
  await endLeg(carrier, leg.id)
  await endLeg(carrier, '00000000-0000-4000-8000-000000000000')
})

test('a voicemail is told by callback, by word and by the log, and its sound can be fetched', async () => {
  await configure(line)
  const limits = { maxSeconds: 20, silenceSeconds: 3 }
  web.answer = ({ address, body }) =>
    address.to === 'number-document'
      ? document(readDocumentFetch(body).call, { n: 1, list: [{ do: 'record', greeting: null, limits }] })
      : undefined
  const call = await dialIn()
  await web.until(({ address }) => address.to === 'recording')
  await control('POST', `/calls/${call}/say`, { text: 'Please call me back about the blue bicycle.' })
  const callback = await web.until(
    ({ address, body }) => address.to === 'recording' && readNews(body).kind === 'recorded',
  )
  const recorded = z.object({ url: z.string(), seconds: z.number() }).parse(readNews(callback.body))
  expect(recorded.seconds).toBeGreaterThan(0)
  const word = await web.until(at('word'))
  expect(wordBody.parse(word.body).result).toMatchObject({ kind: 'recorded', url: recorded.url })
  const events = await carrier.logEvents(call)
  expect(events.map(record.inLog).filter((found) => found !== null)).toEqual([
    { kind: 'recorded', url: recorded.url, seconds: recorded.seconds },
  ])
  const sound = await carrier.downloadRecording(recorded.url, buffer)
  expect(sound.subarray(0, 4).toString()).toBe('RIFF')
  expect(await carrier.recordings()).toEqual(
    expect.arrayContaining([expect.objectContaining({ url: recorded.url, leg: call })]),
  )
})

test('who presses 1 too late hears who has the call, and the leg ends', async () => {
  await configure(line)
  await control('PUT', `/phones/${encodeURIComponent(ana)}/behaviour`, { kind: 'answers', after: '1s', presses: '1' })
  let call = ''
  web.answer = ({ address, body }) => {
    if (address.to === 'number-document')
      return document((call = readDocumentFetch(body).call), { n: 1, list: [{ do: 'park', for: 60_000 }] })
    return address.to === 'claim' ? claimAnswer({ kind: 'taken', by: 'Ben ${call.from}' }) : undefined
  }
  await dialIn()
  await web.until(at('number-document'))
  const leg = await carrier.dial({
    ...to(ana),
    swml: memberDocument({
      organisation,
      call,
      leg: 'l',
      room: 'c-1',
      caller: 'Dana',
      number: 'Sales',
      urls: web.urls,
    }),
  })
  const ended = await web.until(
    ({ address, body }) => address.to === 'leg-status' && readNews(body).kind === 'leg-ended',
  )
  expect(readNews(ended.body)).toMatchObject({ call: leg.id, why: 'hung-up' })
  const { timeline } = z
    .object({ timeline: z.array(z.object({ who: z.string(), detail: z.string() })) })
    .parse(await control('GET', `/calls/${call}`))
  const heard = timeline.filter(({ who }) => who === ana).map(({ detail }) => detail)
  expect(heard.join(' ')).toContain('Ben {call.from} has already taken this call.')
  expect(web.heard.some(at('leg-begun'))).toBe(false)
})

test.each([
  ['+12025550190', 'busy'],
  ['+12025550192', 'declined'],
])('the phone %s ends its leg as %s', async (phone, why) => {
  await configure(line)
  await carrier.dial(to(phone))
  const ended = await web.until(({ body }) => readNews(body).kind === 'leg-ended')
  expect(readNews(ended.body)).toMatchObject({ why, to: phone })
})

test('a carrier in trouble did nothing, while a lost answer may hide a leg that the log knows', async () => {
  await configure(line)
  const before = Date.now()
  await expect(carrier.dial(to('+12025550193'))).rejects.toMatchObject({ kind: 'unavailable', status: 500 })
  const hasty = signalWire({
    baseUrl: emulator.url,
    project: 'demo-project',
    token: 'demo-token',
    timeouts: { dial: 500 },
  })
  await expect(hasty.dial(to('+12025550197'))).rejects.toMatchObject({ kind: 'lost', status: null })
  const found = await carrier.logs({ createdAfter: before - 60_000 })
  expect(found.filter((entry) => entry.to === '+12025550197')).toHaveLength(1)
})

test('a wrong token is told apart from everything else', async () => {
  const stranger = signalWire({ baseUrl: emulator.url, project: 'demo-project', token: 'wrong' })
  await expect(stranger.number(line)).rejects.toMatchObject({ kind: 'unauthorised', status: 401 })
})

test('every document that we render is accepted', async () => {
  await configure(line)
  await control('PUT', `/phones/${encodeURIComponent(ana)}/behaviour`, { kind: 'busy' })
  const documents = fc.sample(
    anyDocument().chain((written) =>
      fc.array(anyText, { minLength: 1, maxLength: 12 }).map((texts) => written.render(texts)),
    ),
    { numRuns: 40, seed: 7 },
  )
  for (const one of documents) {
    const leg = await carrier.dial({ ...to(ana), swml: one })
    expect(leg.id).toMatch(/./)
  }
})

test.skipIf(judge === null)(
  "all that was said between the client and the emulator is as the carrier's description says",
  () => {
    const problems = exchanges.flatMap((exchange) =>
      (judge?.(exchange) ?? []).map((problem) => `${exchange.method} ${exchange.path} ${exchange.status}: ${problem}`),
    )
    // The description allows no field at all in the details of a log's event, against its own examples.
    expect([...new Set(problems)].filter((problem) => !/\/events .*\/details\//.test(problem))).toEqual([])
    expect(exchanges.length).toBeGreaterThan(40)
  },
)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { edgeAlone, fetchOf, start, stepOf, urls, word, wordOf, type EdgeAlone } from './testing/edge-alone.ts'

/** What must work when everything is down. */
let edge: EdgeAlone
beforeAll(async () => {
  edge = await edgeAlone()
})
afterAll(() => edge.close())
const post: EdgeAlone['post'] = (...asked) => edge.post(...asked)

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
  const before = edge.counters.totals['refused'] ?? 0
  expect((await post(url, fetchOf('call-4'), { signature: 'deadbeef' })).status).toBe(403)
  expect((await post(url, fetchOf('call-4'), { signature: null })).status).toBe(403)
  expect(edge.counters.totals['refused']).toBe(before + 2)
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
  expect((await post(url, { ...word(1), try: 5, last: true, waited: 8000 }, { signature: null })).body).toEqual({
    reply: 'alone',
  })
  expect((await post(url, word(1), { signature: null })).body).toEqual({ reply: 'alone' })
})

test('how long a document has waited is told by itself: no clock is compared with another one', async () => {
  await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf('call-8'))
  const url = wordOf('call-8')
  const second = await post(url, { ...word(1), try: 2, waited: '' }, { signature: null })
  expect(second.body).toMatchObject({ reply: 'wait' })
  expect((second.body as { waited: number }).waited).toBeGreaterThanOrEqual(4000) // two times 2 s of ringing
  expect((await post(url, { ...word(1), try: 4, waited: '' }, { signature: null })).body).toEqual({
    reply: 'wait',
    waited: expect.any(Number),
  })
  expect((await post(url, { ...word(1), try: 4, waited: '7000' }, { signature: null })).body).toEqual({
    reply: 'alone',
  })
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
  const { status } = await post(
    urls.of({ to: 'begun', organisation: 'o1', call: 'call-10', step: 3 }),
    { step: 3, joins: true },
    { signature: null },
  )
  expect(status).toBe(200)
  expect(await eventsOnDisk('call-10')).toContain('begun')
})

test('nobody is hung up on: of a call that cannot be read, the document of a step is ringing, and the same document anew', async () => {
  const { status, body } = await post(stepOf('unread', 3), fetchOf('unread'))
  expect([status, (body as { sections: unknown }).sections]).toEqual([
    200,
    { main: [{ play: { url: 'ring:4.0:us' } }, { transfer: { dest: stepOf('unread', 3) } }] },
  ])
})

test('a call that cannot be read goes on alone only when that is noted', async () => {
  expect((await post(wordOf('unread-too'), word(1), { signature: null })).body).toMatchObject({ reply: 'wait' })
  expect(await isDrivenByDocument('unread-too')).toBe(false)
  expect(
    (
      await post(
        urls.of({ to: 'ladder', organisation: 'o1', call: 'unread-too' }),
        { step: 1, from: start, what: 'alone' },
        { signature: null },
      )
    ).body,
  ).toEqual({ reply: 'alone' })
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
  const { body } = await post(
    url,
    { call: 'call-7', from: '+12025550150', to: '+12025550100', what: 'word' },
    { signature: null },
  )
  expect(body).toMatchObject({ reply: 'next' })
  expect(JSON.stringify(body)).toContain('/carrier/calls/call-7/steps/1')
})

test('callbacks are answered at once, whatever they are about', async () => {
  const url = urls.of({ to: 'leg-status', organisation: 'o1', call: 'call-1', leg: '2-1' })
  const ended = {
    event_type: 'calling.call.state',
    event_channel: 'swml:x',
    timestamp: 1,
    params: { call_id: 'leg-1', call_state: 'ended', end_reason: 'no_answer' },
  }
  expect((await post(url, ended, { signature: null })).status).toBe(200)
})

async function isDrivenByDocument(call: string): Promise<boolean> {
  return await new DiskStore(edge.waiting).drivenByDocument({ organisation: 'o1', call })
}

async function eventsOnDisk(call: string): Promise<string[]> {
  const kinds: string[] = []
  for await (const { what } of new DiskStore(edge.waiting).waiting()) {
    if (what?.kind === 'events' && what.key.call === call)
      kinds.push(...what.events.map(({ event }) => event.what.kind))
  }
  return kinds
}

test('a person whose talk is over is told to wait while Temporal is dead, and hung up on at the last try', async () => {
  await post(urls.of({ to: 'number-document', number: 'sales' }), fetchOf('call-leg'))
  const place = { organisation: 'o1', call: 'call-leg', leg: '2-1', step: 2 } as const
  const left = { step: 2, verb: 'join', try: 1, last: false, waited: 0 }
  const asks = async (body: object) =>
    (await post(urls.of({ to: 'leg-word', ...place }), body, { signature: null })).body
  expect(await asks(left)).toMatchObject({ reply: 'wait' })
  expect(await asks({ ...left, try: 3, last: true })).toEqual({ reply: 'over' })
  const fetched = urls.of({ to: 'leg-document', ...place, step: 3 })
  expect((await post(fetched, fetchOf('call-leg'), { signature: null })).status).toBe(403)
  expect(JSON.stringify((await post(fetched, fetchOf('call-leg'))).body)).toContain('/legs/2-1/steps/2/word')
})

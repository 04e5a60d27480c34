import { afterEach, beforeEach, expect, test } from 'vitest'
import { CALLER, openLab, SALES, script, type Lab } from '../testing/lab.ts'

const ANA = '+12025550121'

let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

const problem = (status: number, detail: RegExp) => ({
  status,
  type: expect.stringContaining('application/problem+json'),
  body: { status, detail: expect.stringMatching(detail) },
})

test('it is healthy, and says what it does not have', async () => {
  expect(await lab.control('GET', '/health')).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(await lab.control('GET', '/nothing')).toMatchObject(problem(404, /no GET \/emulator\/nothing/))
})

test('a call to a number that nobody bought is 404, a wrong body 400', async () => {
  expect(await lab.control('POST', '/calls', { from: CALLER, to: '+12025550111' })).toMatchObject(
    problem(404, /No business number/),
  )
  expect(await lab.control('POST', '/calls', { from: 'Bob', to: SALES })).toMatchObject(problem(400, /from/))
  expect(await lab.control('GET', '/calls/none')).toMatchObject(problem(404, /No call none/))
})

test('a caller acts while the call lasts, an anonymous one too', async () => {
  lab.product.on('/in', script({ answer: {} }, { sleep: -1 }))
  const id = await lab.call('anonymous')
  await lab.until(id, (view) => view.state === 'in-progress')
  expect((await lab.control('POST', `/calls/${id}/press`, { keys: '12#' })).status).toBe(202)
  expect(await lab.control('POST', `/calls/${id}/press`, { keys: 'x' })).toMatchObject(problem(400, /keys/))
  expect((await lab.control('POST', `/calls/${id}/say`, { text: 'Hello' })).status).toBe(202)
  expect((await lab.control('GET', '/calls?state=in-progress')).body).toMatchObject({
    calls: [{ id, from: 'anonymous' }],
  })
  expect((await lab.control('GET', '/calls?to=%2B12025550111')).body).toEqual({ calls: [] })
  expect((await lab.control('POST', `/calls/${id}/hang-up`)).status).toBe(202)
  expect(await lab.control('POST', `/calls/${id}/hang-up`)).toMatchObject(problem(409, /over/))
  const view = await lab.look(id)
  expect(view).toMatchObject({ state: 'ended', endReason: 'hangup', hears: 'nothing', with: null })
  expect(view.timeline.map((entry) => entry.what)).toEqual([
    'dials',
    'fetches',
    'answers',
    'presses',
    'says',
    'hangs-up',
  ])
})

test('who hangs up before the answer gave up', async () => {
  lab.product.on('/in', { $waitMs: 300, ...script({ answer: {} }) })
  const id = await lab.call()
  expect(await lab.look(id)).toMatchObject({ state: 'ringing', hears: 'ringback' })
  await lab.control('POST', `/calls/${id}/hang-up`)
  expect(await lab.look(id)).toMatchObject({ state: 'ended', endReason: 'cancel', answeredAt: null })
})

test('phones are named, given a behaviour, and acted on', async () => {
  const at = `/phones/${encodeURIComponent('/private/dana')}`
  expect((await lab.control('PUT', at, { name: 'Dana' })).body).toMatchObject({
    number: '/private/dana',
    name: 'Dana',
    state: 'idle',
    behaviour: { kind: 'manual' },
    legs: [],
  })
  expect((await lab.control('PUT', `${at}/behaviour`, { kind: 'off' })).body).toMatchObject({ state: 'off' })
  expect(await lab.control('PUT', `${at}/behaviour`, { kind: 'answers', after: 'soon' })).toMatchObject(
    problem(400, /length/),
  )
  expect(await lab.control('POST', `${at}/answer`)).toMatchObject(problem(409, /Nothing to act on/))
  expect(await lab.control('PUT', `${at}/behaviour`, { kind: 'answers', after: '99999999999s' })).toMatchObject(
    problem(400, /length/),
  )
  for (const none of ['kitchen', 'sip%3Aa%40b%00', '%2Fprivate%2F..%2F..', `sip%3A${'a'.repeat(300)}`])
    expect(await lab.control('GET', `/phones/${none}`)).toMatchObject(problem(404, /no phone/))
  expect(
    await lab.command('dial', { params: { from: SALES, to: '/private/dana', swml: script({ hangup: {} }) } }),
  ).toMatchObject({ status: 422, body: { errors: [{ code: 'no_registered_devices' }] } })
  await lab.control('PUT', `${at}/behaviour`, { kind: 'manual' })
  await lab.dial('/private/dana', { swml: script({ sleep: -1 }) })
  await expect.poll(async () => (await lab.phone('/private/dana')).state).toBe('ringing')
  expect((await lab.control('POST', `${at}/decline`)).status).toBe(202)
  expect(await lab.phone('/private/dana')).toMatchObject({
    state: 'idle',
    legs: [{ to: '/private/dana', state: 'ended', endReason: 'declined', inRoom: null }],
  })
  expect((await lab.control('GET', '/phones')).body).toMatchObject({ phones: [{ number: '/private/dana' }] })
})

test('faults: refused before any effect, accepted without an answer, slow', async () => {
  expect((await lab.control('PUT', '/faults', { seed: 42, api: { rate: 1, status: 503 } })).body).toEqual({
    seed: 42,
    api: { rate: 1, status: 503 },
  })
  const order = { command: 'dial', params: { from: SALES, to: ANA, swml: script({ sleep: -1 }) } }
  const post = () =>
    fetch(`${lab.url}/api/calling/calls`, {
      method: 'POST',
      signal: AbortSignal.timeout(400),
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from('demo-project:demo-token').toString('base64')}`,
      },
      body: JSON.stringify(order),
    })
  expect((await post()).status).toBe(503)
  expect((await lab.phone(ANA)).legs).toEqual([])
  await lab.control('PUT', '/faults', { acceptThenTimeOut: 1 })
  await expect(post()).rejects.toThrow(/timeout/)
  expect((await lab.phone(ANA)).legs).toHaveLength(1)
  await lab.control('PUT', '/faults', { slow: '2s' })
  const began = Date.now()
  await post()
  expect(Date.now() - began).toBeGreaterThanOrEqual(190)
  expect((await lab.control('DELETE', '/faults')).body).toEqual({})
  expect(await lab.control('PUT', '/faults', { callbacks: { drop: 2 } })).toMatchObject(problem(400, /callbacks.drop/))
})

test('settings answer with those in force', async () => {
  expect((await lab.control('PUT', '/settings', { callsPerSecond: 3 })).body).toMatchObject({
    callsPerSecond: 3,
    signCallbacks: true,
  })
  expect((await lab.control('PUT', '/settings', { callsPerSecond: null })).body).toMatchObject({ callsPerSecond: null })
  expect(await lab.control('PUT', '/settings', { callsPerSecond: 0 })).toMatchObject(problem(400, /callsPerSecond/))
})

test('the journal has every exchange of both directions, in order', async () => {
  lab.product.on('/in', script({ request: { url: `${lab.product.url}/word`, method: 'POST', body: { step: 1 } } }))
  const since = new Date().toISOString()
  const id = await lab.call()
  await lab.until(id, (view) => view.state === 'ended')
  await lab.api('GET', `/api/voice/logs/${id}`)
  await lab.asked('/call-status', 1)
  const { entries } = (await lab.control('GET', `/journal?since=${since}`)).body as {
    entries: {
      at: string
      direction: string
      method: string
      url: string
      status: number
      request: { headers: object; body: object }
      response: { body: object }
      ms: number
    }[]
  } // read only here
  expect(entries.map((entry) => `${entry.direction} ${new URL(entry.url).pathname}`)).toEqual(
    expect.arrayContaining(['out /in', 'out /word', 'out /call-status', `in /api/voice/logs/${id}`]),
  )
  expect(entries.find((entry) => entry.url.endsWith('/word'))).toMatchObject({
    method: 'POST',
    status: 200,
    request: { body: { step: 1 } },
    response: { body: {} },
    ms: expect.any(Number),
  })
  expect(entries.find((entry) => entry.direction === 'in')).toMatchObject({ status: 200, response: { body: { id } } })
  expect(entries.map((entry) => entry.at)).toEqual(entries.map((entry) => entry.at).toSorted())
})

test('texts arrive at business numbers and are seen both ways', async () => {
  const hook = (
    await lab.api('POST', '/api/fabric/resources/swml_webhooks', {
      used_for: 'messaging',
      primary_request_url: `${lab.product.url}/texts`,
    })
  ).body as { id: string } // just made
  await lab.api('POST', `/api/fabric/resources/${hook.id}/phone_routes`, {
    phone_route_id: lab.number.id,
    handler: 'messaging',
  })
  const { body } = await lab.control('POST', '/messages', { from: CALLER, to: SALES, body: 'Are you open?' })
  expect((await lab.asked('/texts')).body).toMatchObject({
    message: { message_id: (body as { id: string }).id, body: 'Are you open?', direction: 'inbound' },
  }) // just made
  expect((await lab.control('GET', `/messages?from=${encodeURIComponent(CALLER)}`)).body).toMatchObject({
    messages: [{ body: 'Are you open?', status: 'received' }],
  })
  expect(await lab.control('POST', '/messages', { from: CALLER, to: '+12025550111', body: 'x' })).toMatchObject(
    problem(404, /No business number/),
  )
})

test('reset ends calls and forgets journal, faults and behaviours; numbers, names and resources stay', async () => {
  lab.product.on('/in', script({ answer: {} }, { sleep: -1 }))
  const id = await lab.call()
  await lab.control('PUT', `/phones/${ANA}`, { name: 'Ana' })
  await lab.behave(ANA, { kind: 'busy' })
  await lab.control('PUT', '/faults', { slow: '1s' })
  await lab.control('PUT', '/settings', { callsPerSecond: 9 })
  expect((await lab.control('POST', '/reset')).status).toBe(204)
  expect(await lab.look(id)).toMatchObject({ state: 'ended' })
  expect((await lab.control('GET', `/phones/${ANA}`)).body).toMatchObject({
    name: 'Ana',
    behaviour: { kind: 'manual' },
  })
  expect((await lab.control('GET', '/settings')).body).toMatchObject({ callsPerSecond: null })
  expect((await lab.control('GET', '/journal')).body).toEqual({ entries: [] })
  expect((await lab.control('GET', '/numbers')).body).toEqual({
    numbers: [{ number: SALES, name: null, handler: 'Sales' }],
  })
})

test('the live stream tells calls, phones and the timeline', async () => {
  const stop = new AbortController()
  const stream = await fetch(`${lab.url}/emulator/events`, { signal: stop.signal })
  lab.product.on('/in', script({ play: { url: 'say:Welcome' } }))
  await lab.call()
  let text = ''
  const decoder = new TextDecoder()
  for await (const part of stream.body ?? []) {
    text += decoder.decode(part)
    if (text.includes('"ended"')) break
  }
  stop.abort()
  expect(text).toContain('event: timeline\ndata: {"callId"')
  expect(text).toContain('"detail":"Welcome"')
  expect(text).toMatch(/event: call\ndata: \{"id"/)
  expect(text).toMatch(/event: phone\ndata: \{"number":"\+12025550150"/)
})

test('the page says how to build it when it is not built', async () => {
  const bare = await openLab({ pageFolder: '/nowhere' })
  const answer = await fetch(bare.url)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('npm run build')
  await bare.close()
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLab, script, type Lab } from './testing/lab.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())

const signedIn = { authorization: `Basic ${Buffer.from('demo-project:demo-token').toString('base64')}` }
const send = async (
  path: string,
  {
    method = 'POST',
    body,
    type = 'application/json',
  }: { method?: string; body?: string | Uint8Array<ArrayBuffer>; type?: string },
) => {
  const answer = await fetch(lab.url + path, {
    method,
    headers: { ...signedIn, 'content-type': type },
    ...(body === undefined ? {} : { body }),
  })
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.text() }
}

const CARRIER = [
  ['POST', '/api/calling/calls'],
  ['POST', '/api/messaging/messages'],
  ['POST', '/api/relay/rest/phone_numbers'],
  ['POST', '/api/fabric/resources/swml_webhooks'],
  ['POST', '/api/fabric/resources/swml_scripts'],
] as const
const CONTROL = [
  ['POST', '/emulator/calls'],
  ['POST', '/emulator/messages'],
  ['PUT', '/emulator/faults'],
  ['PUT', '/emulator/settings'],
  ['PUT', '/emulator/phones/%2B12025550121/behaviour'],
] as const

const unreadable = [
  ['JSON that stops', '{"command":', 400],
  ['a NUL in a text', '{"command":"dial\\u0000"}', 400],
  ['a NUL in a name', '{"comm\\u0000and":1}', 400],
  ['a NUL between texts', '{"command":\0"dial"}', 400],
  ['lists in lists without end', `{"params":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400],
  ['objects in objects without end', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 400],
  ['more than a megabyte', JSON.stringify({ command: 'a'.repeat(1_100_000) }), 413],
] as const

describe.each(unreadable)('%s', (_what, body, status) => {
  test.each(CARRIER)("is refused in the carrier's words by %s %s", async (method, path) => {
    const answer = await send(path, { method, body })
    expect(answer).toEqual({
      status,
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({ error: status === 413 ? 'Payload Too Large' : 'Bad Request' }),
    })
  })

  test.each(CONTROL)('is refused as a problem by %s %s', async (method, path) => {
    const answer = await send(path, { method, body })
    expect(answer).toMatchObject({ status, type: 'application/problem+json; charset=utf-8' })
    expect(JSON.parse(answer.body)).toMatchObject({
      status,
      detail: expect.stringContaining('send JSON of at most 1 MB'),
    })
  })
})

describe.each([
  ['a form', 'application/x-www-form-urlencoded', 'command=dial'],
  ['text', 'text/plain', '{"command":"dial"}'],
  ['a list', 'application/json', '[]'],
])('%s instead of an object', (_what, type, body) => {
  test.each(CARRIER)('is refused with what is missing by %s %s', async (method, path) => {
    const answer = await send(path, { method, body, type })
    expect(answer.status).toBe(422)
    expect(JSON.parse(answer.body)).toEqual({
      errors: expect.arrayContaining([expect.objectContaining({ code: expect.any(String) })]),
    })
  })

  test.each(CONTROL)('is refused as a problem by %s %s', async (method, path) => {
    expect(await send(path, { method, body, type })).toMatchObject({
      status: 400,
      type: 'application/problem+json; charset=utf-8',
    })
  })
})

test('an address that cannot be read is refused', async () => {
  expect(await send('/api/messaging/logs/%E0%A4%A', { method: 'GET' })).toMatchObject({
    status: 400,
    body: JSON.stringify({ error: 'Bad Request' }),
  })
  expect(await send('/emulator/calls/%E0%A4%A', { method: 'GET' })).toMatchObject({
    status: 400,
    type: 'application/problem+json; charset=utf-8',
  })
})

test('brackets in a text are no levels', async () => {
  expect(
    (await lab.command('dial', { params: { from: '['.repeat(500), to: '+12025550121', url: 'https://example.com' } }))
      .status,
  ).not.toBe(400)
})

test.each([
  ['update', { status: 'completed', volume: 3 }, 'volume'],
  ['update', { status: 'paused' }, 'status'],
  ['calling.end', { reason: 'busy', after: 3 }, 'after'],
  ['calling.end', { reason: 'bored' }, 'reason'],
  ['calling.transfer', { dest: 'https://example.com', meta: {} }, 'meta'],
])('%s with %j is refused for the parameter %s', async (command, params, attribute) => {
  lab.product.on('/in', script({ answer: {} }, { sleep: -1 }))
  const call = await lab.call()
  const id = await lab.dial('sip:desk@example.com', { swml: script({ sleep: -1 }), custom_variables: { call } })
  const order = command === 'update' ? { params: { id, ...params } } : { id, params }
  expect(await lab.command(command, order)).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'invalid_parameter', attribute }] },
  })
  expect((await lab.look(call)).state).not.toBe('ended')
})

test('the fallback of a resource is asked in its own way, and states are told by POST only', async () => {
  lab.product.on('/first', { $status: 503 })
  lab.product.on('/second', script({ hangup: {} }))
  const change = {
    primary_request_url: `${lab.product.url}/first`,
    fallback_request_url: `${lab.product.url}/second`,
    fallback_request_method: 'GET',
  }
  expect((await lab.api('PATCH', `/api/fabric/resources/swml_webhooks/${lab.webhook.id}`, change)).status).toBe(200)
  await lab.call()
  expect((await lab.asked('/second')).method).toBe('GET')
  expect(lab.product.asked('/first')[0]?.method).toBe('POST')
  expect(
    await lab.api('PATCH', `/api/fabric/resources/swml_webhooks/${lab.webhook.id}`, { status_callback_method: 'GET' }),
  ).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'invalid_parameter', attribute: 'status_callback_method' }] },
  })
})

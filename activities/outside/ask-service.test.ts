import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OutboundRequest } from '#flows/live-call.ts'
import { takeDriver } from '#infra/db/call/driver.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { Secret } from '#infra/db/secret/secret.ts'
import { secretPurpose } from '#infra/db/secret/secrets-named.ts'
import { signingSecret } from '#infra/db/secret/signing-secret.ts'
import { sealedValue } from '#infra/webhooks/sealed-values.ts'
import type { CallRef } from '../call-activities.ts'
import { callGround, type CallGround } from '../calls/testing/call-ground.ts'
import { askService } from './ask-service.ts'

interface Got {
  readonly line: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let ground: CallGround
let call: CallRef
let count = 0
let got: Got[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => unknown
const server = createServer(async (request, response) => {
  got.push({ line: `${request.method} ${request.url}`, headers: request.headers, body: await text(request) })
  answer(request, response)
})
let origin = ''

beforeAll(async () => {
  ground = await callGround()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // of a server that listens to a port
  Object.assign(ground.deps.webhooks, { nearby: [origin] })
  const { id: organisation } = ground.organisation
  await ground.db.withOrganisation(organisation, async (em) => {
    const sealed = ground.deps.webhooks.sealer.seal({ organisation, purpose: secretPurpose('crm') }, 's3cret')
    em.create(Secret, { organisation, name: 'crm', sealed, setAt: new Date() })
    await em.flush()
  })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await ground[Symbol.asyncDispose]()
})
beforeEach(async () => {
  call = await ground.arrived(`asking-${(count += 1)}`)
  got = []
  answer = says(200, { customer: { name: 'Maria', token: 'abc "1"' } })
})

test('what is to be kept of an answer is kept, and nothing of it is noted', async () => {
  const keeps = [{ name: 'name', pointer: '/customer/name' }]
  expect(await ask({ keeps })).toEqual({ came: { kind: 'ok', values: { name: 'Maria' } }, untold: [], written: true })
  const events = await eventsOf(ground.db, { organisation: call.organisation, call: call.call })
  expect(events.map(({ what }) => what).filter(({ kind }) => kind !== 'arrived')).toEqual([
    { kind: 'fetching', id: 'n2/1', host: '127.0.0.1' },
    { kind: 'fetched', id: 'n2/1', host: '127.0.0.1', came: 'ok' },
  ])
  expect(JSON.stringify(events)).not.toMatch(/Maria|s3cret|customer/)
})

test('a receiver can tell that a request is ours, and that it has had it before', async () => {
  await ask({ body: '{"caller":"+12025550188"}' })
  await ask({ body: '{"caller":"+12025550188"}' })
  await ask({}, 'n2/2')
  const ids = got.map(({ headers }) => headers['webhook-id'])
  expect(ids[0]).toBe(ids[1])
  expect(ids[2]).not.toBe(ids[0])
  const secret = await ground.db.withOrganisation(call.organisation, (em) =>
    signingSecret(em, { organisation: call.organisation, sealer: ground.deps.webhooks.sealer }),
  )
  for (const { headers, body } of got) {
    expect(headers['idempotency-key']).toBe(headers['webhook-id'])
    const signed = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update([headers['webhook-id'], headers['webhook-timestamp'], body].join('.'))
      .digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${signed}`)
    expect(Math.abs(Number(headers['webhook-timestamp']) * 1000 - Date.now())).toBeLessThan(60_000)
  }
})

test('a secret is sent, and is nowhere in what the call carries', async () => {
  const headers = [{ name: 'Authorization', value: 'Bearer ', secret: 'crm' }]
  await ask({ headers })
  expect(got[0]?.headers.authorization).toBe('Bearer s3cret')
  expect(await ask({ headers: [{ name: 'X-Key', value: '', secret: 'gone' }] })).toMatchObject({
    came: { kind: 'error', why: 'the secret “gone” is not set' },
  })
  expect(got).toHaveLength(1)
})

test.each(['.', '..', '%2e', '%2E.'])('a value that is “%s” leads no request to another address', async (value) => {
  expect(await ask({ url: `${origin}/callers/${value}/notes?path=/../` })).toMatchObject({
    came: { kind: 'error', why: 'a value in its address would lead to another one' },
  })
  const sealed = sealedValue(ground.deps.webhooks.sealer, { organisation: call.organisation, call: call.call }, '..')
  expect(await ask({ url: `${origin}/callers/${sealed}` }, 'n2/2')).toMatchObject({ came: { kind: 'error' } })
  expect(got).toEqual([])
  expect(await ask({ url: `${origin}/callers/${value}a?path=/../` }, 'n2/3')).toMatchObject({ came: { kind: 'ok' } })
})

test('a secret answer is sealed until the next request sends it, and stays what it is in each place', async () => {
  const { came } = await ask({ keeps: [{ name: 'token', pointer: '/customer/token', secret: true }] })
  const token = typeof came === 'object' && came.kind === 'ok' ? (came.values['token'] ?? '') : ''
  expect(token).toMatch(/^~sealed~[\w-]+~sealed~$/)
  await ask({
    url: `${origin}/a?t=${token}`,
    body: `{"t":"${token}"}`,
    headers: [{ name: 'x-t', value: token }],
  })
  expect(got[1]).toMatchObject({
    line: 'POST /a?t=abc%20%221%22',
    body: '{"t":"abc \\"1\\""}',
    headers: { 'x-t': 'abc "1"' },
  })
})

test('a service that fails is asked again as often as it may be, and one that says no is not', async () => {
  answer = says(503)
  expect(await ask({ retries: 2 })).toMatchObject({ came: { kind: 'error', why: 'it answered 503' } })
  expect(got).toHaveLength(3)
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  got = []
  answer = says(404)
  expect(await ask({ retries: 2 })).toMatchObject({ came: { kind: 'error', why: 'it answered 404' } })
  expect(got).toHaveLength(1)
})

test('one that is well at the second try is heard', async () => {
  answer = (request, response) => (got.length === 1 ? says(500) : says(200))(request, response)
  expect(await ask({ retries: 1 })).toMatchObject({ came: { kind: 'ok' } })
})

test('one that says nothing in its time is late', async () => {
  answer = () => undefined
  expect(await ask({ seconds: 0.3 })).toMatchObject({ came: { kind: 'timeout' } })
})

test.each<[string, Partial<OutboundRequest>, string]>([
  ['this machine', { url: 'http://127.0.0.1:1/' }, 'it lies on this machine or in a private network'],
  [
    'a cloud’s own addresses',
    { url: 'http://169.254.169.254/latest' },
    'it lies on this machine or in a private network',
  ],
  ['a password in the address', { url: 'https://user:word@crm.example.com/' }, 'it holds a name or a password'],
])('%s is not asked', async (_what, request, why) => {
  const { came } = await ask(request)
  expect(came).toEqual({ kind: 'error', why: `its address is refused: ${why}` })
})

test('an answer that leads on or is too large is an error', async () => {
  answer = (_request, response) => response.writeHead(302, { location: origin }).end()
  expect(await ask()).toMatchObject({ came: { kind: 'error', why: 'it leads on to another address' } })
  answer = (_request, response) => response.writeHead(200).end('x'.repeat(300_000))
  expect(await ask()).toMatchObject({ came: { kind: 'error', why: 'it is larger than 256 kB' } })
  expect(got).toHaveLength(2)
})

test('a header with signs of other alphabets does no harm', async () => {
  expect(await ask({ headers: [{ name: 'x-name', value: 'Zoë\r\nx-evil: 1 😀' }] })).toMatchObject({
    came: { kind: 'ok' },
  })
  expect(got[0]?.headers).toMatchObject({ 'x-name': 'Zo%C3%AB%0D%0Ax-evil: 1 %F0%9F%98%80' })
  expect(got[0]?.headers['x-evil']).toBeUndefined()
})

test('a call whose document decides by itself asks nobody', async () => {
  await takeDriver(ground.db, { organisation: call.organisation, call: call.call })
  expect((await ask()).came).toBe('document-drives')
  expect(got).toEqual([])
})

function ask(request: Partial<OutboundRequest> = {}, id = 'n2/1'): ReturnType<typeof askService> {
  const usual = {
    method: 'POST',
    url: `${origin}/hook`,
    headers: [],
    body: '{}',
    seconds: 5,
    retries: 0,
    keeps: [],
  } as const
  return askService(ground.deps, call, { events: [], node: 'Look up', id, request: { ...usual, ...request } })
}

function says(status: number, body: unknown = {}) {
  return (_request: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

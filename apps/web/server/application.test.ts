import { once } from 'node:events'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import express from 'express'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { application, type Parts } from './application.ts'
import { pageListener } from './page-requests.ts'

test('a living web says so, even when nothing behind it answers', async () => {
  await using web = await served({ trouble: async () => ['The database does not answer.'] })
  const answer = await web.get('/healthz')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ status: 'ok' })
})

test('a web that lacks nothing is ready', async () => {
  await using web = await served({ trouble: async () => [] })
  const answer = await web.get('/readyz')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ status: 'ready', missing: [], remarks: [] })
})

test('a web that takes calls says what a person should look at all the same', async () => {
  await using web = await served({ remarks: async () => ['One note about a call could not be brought to the database.'] })
  const answer = await web.get('/readyz')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ status: 'ready', missing: [], remarks: ['One note about a call could not be brought to the database.'] })
})

test('a web that lacks something says what, and that it is not ready', async () => {
  await using web = await served({ trouble: async () => ['No worker is asking for calls.'] })
  const answer = await web.get('/readyz')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual({ status: 'not ready', missing: ['No worker is asking for calls.'], remarks: [] })
})

test("the carrier's requests arrive as they were sent, bytes and address", async () => {
  await using web = await served({ carrier: { router: echo(), door: () => undefined } })
  const answer = await web.post('/carrier/numbers/7?t=a%20b', ' {"a": 1}\n')
  expect(await answer.json()).toEqual({ target: '/carrier/numbers/7?t=a%20b', body: ' {"a": 1}\n' })
})

test('the carrier is answered also where a proxy leaves the path of the public address in place', async () => {
  await using web = await served({ carrier: { router: echo(), door: () => undefined }, publicUrl: 'https://example.com/phone' })
  const answer = await web.post('/phone/carrier/numbers/7', '{}')
  expect(await answer.json()).toEqual({ target: '/phone/carrier/numbers/7', body: '{}' })
})

test('what nobody answers is not there, and never reaches the pages under the carrier’s address', async () => {
  await using web = await served({ pages: [(request, response, next) => (request.path === '/' ? response.send('home') : next())] })
  expect(await (await web.get('/')).text()).toBe('home')
  expect((await web.get('/elsewhere')).status).toBe(404)
  expect((await web.get('/carrier/elsewhere')).status).toBe(404)
})

test('no page is asked about an address of more parts than any page has', async () => {
  await using web = await served({ pages: [(_request, response) => response.send('home')] })
  expect((await web.get('/a'.repeat(3_000))).status).toBe(404)
  expect((await web.get('/a'.repeat(20))).status).toBe(200)
})

test('nothing of what is answered is kept by a browser, unless the answer says so itself', async () => {
  const listener = pageListener('http://localhost', async ({ url }) => new Response('{}', { headers: url.endsWith('/asset') ? { 'cache-control': 'public, max-age=60' } : {} }))
  await using web = await served({ pages: [(request, response, next) => (request.path === '/elsewhere' ? next() : listener(request, response))] })
  const kept = async (path: string) => (await web.get(path)).headers.get('cache-control')
  expect([await kept('/inbox/list'), await kept('/account.data'), await kept('/elsewhere'), await kept('/asset')]).toEqual(['no-store', 'no-store', 'no-store', 'public, max-age=60'])
})

test('browsers may neither frame an answer nor guess its type, and stay on https where we are', async () => {
  await using web = await served({ publicUrl: 'https://phone.example.com' })
  const { headers } = await web.get('/healthz')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(headers.has('x-powered-by')).toBe(false)
})

describe('what no page could read', () => {
  const json = (body: string) => ({ type: 'application/json', body })
  const form = (body: string) => ({ type: 'application/x-www-form-urlencoded', body })
  const deep = '['.repeat(50_000)

  test.each(['/%00', '/calls/a%00b', '/%E0%A4%A', '/%ff', '/contacts?q=%00', '/contacts?%00=q', 'http://evil.example/', '*'])('is an address: %s', async (path) => {
    await using web = await served({ pages: [(_request, response) => response.send('home')] })
    expect(await web.status({ path })).toBe(400)
  })

  test.each([
    ['a NUL in a form', form('name=a%00b')],
    ['a NUL in the name of a field', form('a%00=b')],
    ['a form that is not UTF-8', form('name=\xff')],
    ['a NUL in a part of a form', { type: 'multipart/form-data; boundary=x', body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\0\r\n--x--\r\n' }],
    ['parts without a boundary', { type: 'multipart/form-data', body: 'a' }],
    ['parts that never end', { type: 'multipart/form-data; boundary=x', body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb' }],
    ['JSON that is none', json('{"a": ')],
    ['JSON with a NUL', json('{"a": ["\\u0000"]}')],
    ['JSON with a NUL in a name', json('{"\\u0000": 1}')],
    ['JSON with half a character', json('{"a": {"b": "\\ud83d"}}')],
    ['JSON with the other half', json('["\\uDE00"]')],
    ['JSON that is nested without end', json(deep)],
    ['JSON that is nested without end, as a beacon sends it', { type: 'text/plain;charset=UTF-8', body: deep }],
    ['objects nested without end', json('{"a":'.repeat(10_000))],
    ['a form of more fields than any page has', form('a&'.repeat(1_001))],
    ['more parts than any page has', { type: 'multipart/form-data; boundary=x', body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(1_001) + '--x--\r\n' }],
    ['parts whose boundary two readers could read in two ways', { type: 'multipart/form-data; boundary=x; boundary=y', body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n' }],
    ['a type that nobody takes', { type: 'application/xml', body: '<a/>' }],
    ['no type at all', { type: '', body: 'a' }],
  ])('is a body: %s', async (_what, { type, body }) => {
    await using web = await served({ pages: [(_request, response) => response.send('home')] })
    const answer = await web.post('/', Buffer.from(body, 'latin1'), { 'content-type': type })
    expect(answer.status).toBe(400)
    expect(String(Object.values((await answer.json()) as object)[0])).toMatch(/^[A-Z].*\.$/) // a sentence
  })

  test.each([
    ['a form', form('name=%F0%9F%98%80&empty=')],
    ['parts', { type: 'multipart/form-data; boundary=x', body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n' }],
    ['JSON', json('{"a": "\\ud83d\\ude00 [[[[ \\" {{{{"}')],
    ['JSON as deep as we write it', json('['.repeat(100) + ']'.repeat(100))],
    ['nothing', { type: '', body: '' }],
  ])('is not: %s', async (_what, { type, body }) => {
    await using web = await served({ pages: [(_request, response) => response.send('home')] })
    expect((await web.post('/', Buffer.from(body, 'latin1'), { 'content-type': type })).status).toBe(200)
  })

  test('is a body of two types, of which we would believe one and a page the other', async () => {
    await using web = await served({ pages: [(_request, response) => response.send('home')] })
    const headers = { 'content-type': ['application/json', 'application/x-www-form-urlencoded'] }
    expect(await web.said({ path: '/', method: 'POST', headers, body: '{}' })).toBe('{"error":"The body has two content types. Send one Content-Type header."}')
  })

  test('is told to people as a sentence, and to programs as JSON', async () => {
    await using web = await served({})
    const told = async (path: string, accept: string) => (await web.post(path, '<a/>', { 'content-type': 'text/xml', accept })).text()
    expect(await told('/sign-in', 'text/html')).toBe('Send a form, or JSON as application/json.')
    expect(await told('/sign-in.data', '*/*')).toBe('Send a form, or JSON as application/json.')
    expect(await told('/flows/7/draft', '*/*')).toBe('{"error":"Send a form, or JSON as application/json."}')
  })
})

test('a method that nobody answers to is refused', async () => {
  await using web = await served({})
  expect(await web.status({ path: '/', method: 'TRACE' })).toBe(405)
})

test('a page takes the public address for its own, whatever the request says of it', async () => {
  const listener = pageListener('https://phone.example.com', async (request) => new Response(`${request.method} ${request.url} ${await request.text()}`))
  await using web = await served({ pages: [(request, response) => listener(request, response)], publicUrl: 'https://phone.example.com' })
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', 'content-type': 'application/json' }
  expect(await web.said({ path: '/a//b?c=d', method: 'POST', headers, body: '{}' })).toBe('POST https://phone.example.com/a//b?c=d {}')
  expect(await web.said({ path: '//evil.example/x' })).toBe('GET https://phone.example.com//evil.example/x ')
})

test('while the public address is this machine’s own, nobody is answered under a foreign name that leads here', async () => {
  await using web = await served({ pages: [(_request, response) => response.send('private')] })
  expect(await web.said({ path: '/mail', headers: { host: 'evil.example:3000' } })).toMatch(/Ringdown is not known under this name here/)
  expect(await web.said({ path: '/mail', headers: { host: '192.168.1.20:3000' } })).toBe('private')
})

test('a page hears that whoever asked has gone', async () => {
  const gone = Promise.withResolvers<void>()
  const listener = pageListener('http://localhost', async (request) => {
    request.signal.addEventListener('abort', () => gone.resolve())
    return new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('begun')) }))
  })
  await using web = await served({ pages: [(request, response) => listener(request, response)] })
  const answer = await web.get('/')
  await answer.body?.getReader().read()
  web.closeConnections()
  await gone.promise
})

test('an error shows nothing of itself outside', async () => {
  await using web = await served({
    pages: [
      () => {
        throw new Error('secret detail')
      },
    ],
  })
  const answer = await web.get('/')
  expect(answer.status).toBe(500)
  expect(await answer.json()).toEqual({ error: 'Something went wrong on our side.' })
})

/** A web on a free port of the loopback, with nothing behind it but what the test says. */
async function served(parts: Partial<Parts>) {
  const log = pino({ level: 'silent' })
  const nothing: Parts = { carrier: { router: express.Router(), door: () => undefined }, trusted: trustedProxies(''), trouble: async () => [], remarks: async () => [], pages: [(_request, _response, next) => next()], isSignedIn: async () => true, publicUrl: 'http://localhost', log }
  const server = createServer(application({ ...nothing, ...parts })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  const at = (path: string) => `http://127.0.0.1:${port}${path}`
  const asked = async ({ body, ...unusual }: Unusual) => {
    const [answer] = (await once(request({ host: '127.0.0.1', port, ...unusual }).end(body), 'response')) as [IncomingMessage] // what this event carries, by Node's documentation
    return answer
  }
  return {
    get: (path: string) => fetch(at(path)),
    post: (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => fetch(at(path), { method: 'POST', body, headers }),
    status: async (unusual: Unusual) => {
      const answer = await asked(unusual)
      answer.resume()
      return answer.statusCode
    },
    said: async (unusual: Unusual) => text(await asked(unusual)),
    closeConnections: () => server.closeAllConnections(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What fetch cannot ask: any path, method and Host. */
interface Unusual {
  readonly path: string
  readonly method?: string
  readonly headers?: Record<string, string | string[]>
  readonly body?: string
}

/** Answers with what it was sent. */
function echo() {
  const router = express.Router()
  router.use(express.raw({ type: () => true }))
  router.post('/{*path}', (request, response) => {
    response.json({ target: request.originalUrl, body: String(request.body) })
  })
  return router
}

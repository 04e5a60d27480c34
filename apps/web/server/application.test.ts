import express from 'express'
import { expect, test } from 'vitest'
import { pageListener } from './page-requests.ts'
import { served } from './testing/served.ts'

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
  await using web = await served({
    remarks: async () => ['One note about a call could not be brought to the database.'],
  })
  const answer = await web.get('/readyz')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({
    status: 'ready',
    missing: [],
    remarks: ['One note about a call could not be brought to the database.'],
  })
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
  await using web = await served({
    carrier: { router: echo(), door: () => undefined },
    publicUrl: 'https://example.com/phone',
  })
  const answer = await web.post('/phone/carrier/numbers/7', '{}')
  expect(await answer.json()).toEqual({ target: '/phone/carrier/numbers/7', body: '{}' })
})

test('what nobody answers is not there, and never reaches the pages under the carrier’s address', async () => {
  await using web = await served({
    pages: [(request, response, next) => (request.path === '/' ? response.send('home') : next())],
  })
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
  const listener = pageListener(
    'http://localhost',
    async ({ url }) =>
      new Response('{}', { headers: url.endsWith('/asset') ? { 'cache-control': 'public, max-age=60' } : {} }),
  )
  await using web = await served({
    pages: [(request, response, next) => (request.path === '/elsewhere' ? next() : listener(request, response))],
  })
  const kept = async (path: string) => (await web.get(path)).headers.get('cache-control')
  expect([
    await kept('/inbox/list'),
    await kept('/account.data'),
    await kept('/elsewhere'),
    await kept('/asset'),
  ]).toEqual(['no-store', 'no-store', 'no-store', 'public, max-age=60'])
})

test('browsers may neither frame an answer nor guess its type, and stay on https where we are', async () => {
  await using web = await served({ publicUrl: 'https://phone.example.com' })
  const { headers } = await web.get('/healthz')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(headers.has('x-powered-by')).toBe(false)
})

test('a method that nobody answers to is refused', async () => {
  await using web = await served({})
  expect(await web.status({ path: '/', method: 'TRACE' })).toBe(405)
})

test('a page takes the public address for its own, whatever the request says of it', async () => {
  const listener = pageListener(
    'https://phone.example.com',
    async (request) => new Response(`${request.method} ${request.url} ${await request.text()}`),
  )
  await using web = await served({
    pages: [(request, response) => listener(request, response)],
    publicUrl: 'https://phone.example.com',
  })
  const headers = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'content-type': 'application/json',
  }
  expect(await web.said({ path: '/a//b?c=d', method: 'POST', headers, body: '{}' })).toBe(
    'POST https://phone.example.com/a//b?c=d {}',
  )
  expect(await web.said({ path: '//evil.example/x' })).toBe('GET https://phone.example.com//evil.example/x ')
})

test('while the public address is this machine’s own, nobody is answered under a foreign name that leads here', async () => {
  await using web = await served({ pages: [(_request, response) => response.send('private')] })
  expect(await web.said({ path: '/mail', headers: { host: 'evil.example:3000' } })).toMatch(
    /Ringdown is not known by this name here/,
  )
  expect(await web.said({ path: '/mail', headers: { host: '192.168.1.20:3000' } })).toBe('private')
})

test('a page hears that whoever asked has gone', async () => {
  const gone = Promise.withResolvers<string>()
  const listener = pageListener('http://localhost', async (request) => {
    request.signal.addEventListener('abort', () => gone.resolve('gone'))
    return new Response(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('begun')) }))
  })
  await using web = await served({ pages: [(request, response) => listener(request, response)] })
  const answer = await web.get('/')
  await answer.body?.getReader().read()
  web.closeConnections()
  expect(await gone.promise).toBe('gone')
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

/** Answers with what it was sent. */
function echo() {
  const router = express.Router()
  router.use(express.raw({ type: () => true }))
  router.post('/{*path}', (request, response) => {
    response.json({ target: request.originalUrl, body: String(request.body) })
  })
  return router
}

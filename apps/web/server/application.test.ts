import { once } from 'node:events'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { application, type Parts } from './application.ts'

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
  expect(await answer.json()).toEqual({ status: 'ready', missing: [] })
})

test('a web that lacks something says what, and that it is not ready', async () => {
  await using web = await served({ trouble: async () => ['No worker is asking for calls.'] })
  const answer = await web.get('/readyz')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual({ status: 'not ready', missing: ['No worker is asking for calls.'] })
})

test("the carrier's requests arrive as they were sent, bytes and address", async () => {
  await using web = await served({ carrier: echo() })
  const answer = await web.post('/carrier/numbers/7?t=a%20b', ' {"a": 1}\n')
  expect(await answer.json()).toEqual({ target: '/carrier/numbers/7?t=a%20b', body: ' {"a": 1}\n' })
})

test('the carrier is answered also where a proxy leaves the path of the public address in place', async () => {
  await using web = await served({ carrier: echo(), publicUrl: 'https://example.com/phone' })
  const answer = await web.post('/phone/carrier/numbers/7', '{}')
  expect(await answer.json()).toEqual({ target: '/phone/carrier/numbers/7', body: '{}' })
})

test('what nobody answers is not there, and never reaches the pages under the carrier’s address', async () => {
  await using web = await served({ pages: [(request, response, next) => (request.path === '/' ? response.send('home') : next())] })
  expect(await (await web.get('/')).text()).toBe('home')
  expect((await web.get('/elsewhere')).status).toBe(404)
  expect((await web.get('/carrier/elsewhere')).status).toBe(404)
})

test('browsers may neither frame an answer nor guess its type, and stay on https where we are', async () => {
  await using web = await served({ publicUrl: 'https://phone.example.com' })
  const { headers } = await web.get('/healthz')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(headers.has('x-powered-by')).toBe(false)
})

test('an address that is none is refused before any page is asked', async () => {
  await using web = await served({ pages: [(_request, response) => response.send('home')] })
  expect(await web.status({ path: '/', host: 'not a host' })).toBe(400)
  expect(await web.status({ path: '/', host: 'phone.example.com' })).toBe(200)
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
  const nothing: Parts = { carrier: express.Router(), trouble: async () => [], pages: [(_request, _response, next) => next()], publicUrl: 'http://localhost', log }
  const server = createServer(application({ ...nothing, ...parts })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  const at = (path: string) => `http://127.0.0.1:${port}${path}`
  return {
    get: (path: string) => fetch(at(path)),
    post: (path: string, body: string) => fetch(at(path), { method: 'POST', body }),
    /** As fetch cannot: with any Host header. */
    status: async ({ path, host }: { readonly path: string; readonly host: string }) => {
      const asked = request(at(path), { headers: { host } }).end()
      const [answer] = (await once(asked, 'response')) as [IncomingMessage] // what this event carries, by Node's documentation
      answer.resume()
      return answer.statusCode
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
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

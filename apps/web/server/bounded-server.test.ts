import { once } from 'node:events'
import { Agent, request, type IncomingMessage, type RequestListener } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { BODY_LIMITS } from './body-caps.ts'
import { boundedServer, CONNECTION_LIMITS, type ConnectionLimits, type NoRoom } from './bounded-server.ts'

const HALF = 'GET / HTTP/1.1\r\nhost: localhost\r\nx-half: '

test('half requests of many connections keep nobody out, and are told of once, with numbers', async () => {
  await using web = await served({ limits: { most: 20, sum: 500 } })
  for (let turn = 0; turn < 60; turn++) await web.connection(HALF)
  expect(await web.get()).toBe('hello')
  expect(await web.open()).toBeLessThanOrEqual(20)
  await expect
    .poll(() => web.told)
    .toEqual([{ closed: 41, open: expect.any(Number), asking: expect.any(Number), clients: 1 }]) // the request makes 61
})

test('one address has no more than its room, unless it is a proxy', async () => {
  await using web = await served({ limits: { mostOfOne: 5 } })
  await using proxied = await served({ limits: { mostOfOne: 5 }, unbounded: '127.0.0.1' })
  for (const { connection } of [web, proxied]) for (let turn = 0; turn < 12; turn++) await connection(HALF)
  expect(await web.get()).toBe('hello')
  expect([await web.open(), await proxied.open()]).toEqual([5, 12])
})

test('headers that do not arrive in time are refused', async () => {
  await using web = await served({ limits: { headers: 50, look: 10 } })
  const socket = await web.connection(HALF)
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /)
})

test('a connection that is kept alive may be quiet for longer than headers may take', async () => {
  await using web = await served({ limits: { headers: 50, look: 10 } })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const first = await web.asked({ agent })
  await text(first)
  await web.refusesAnother()
  await web.refusesAnother()
  const second = await web.asked({ agent })
  expect([await text(second), second.socket === first.socket]).toEqual(['hello', true])
  agent.destroy()
})

test('a stream goes on for longer than a request may take, whoever connects meanwhile', async () => {
  await using web = await served({
    limits: { most: 10, headers: 50, request: 60, look: 10 },
    answer: (_request, response) => void response.write('begun'),
  })
  const stream = await web.asked({})
  for (let turn = 0; turn < 40; turn++) await web.connection(HALF)
  for (let turn = 0; turn < 3; turn++) await web.refusesAnother()
  expect(stream.destroyed).toBe(false)
})

test('an answer that nobody reads is given up', async () => {
  await using web = await served({
    limits: { standstill: 100 },
    answer: (_request, response) => void response.end(Buffer.alloc(50_000_000)),
  })
  const socket = await web.connection('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  socket.pause()
  await expect.poll(() => web.open(), { timeout: 5_000 }).toBe(0)
})

test('a request has time for its headers and for the slowest body that we wait for', () => {
  const slowest = Math.max(
    BODY_LIMITS.carrier.within,
    BODY_LIMITS.usual.within,
    ...BODY_LIMITS.larger.map(({ within }) => within),
  )
  expect(CONNECTION_LIMITS.request).toBeGreaterThan(CONNECTION_LIMITS.headers + slowest)
})

interface Given {
  readonly limits: Partial<ConnectionLimits>
  readonly unbounded?: string
  readonly answer?: RequestListener
}

/** A server on a free port of the loopback, which is bounded here like any other address. */
async function served({ limits, unbounded = '', answer = (_request, response) => void response.end('hello') }: Given) {
  const told: NoRoom[] = []
  const server = boundedServer({
    unbounded: trustedProxies(unbounded),
    tell: (about) => told.push(about),
    limits: { ...CONNECTION_LIMITS, ...limits },
  })
  server.on('request', (request, response) => {
    request.resume()
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  const sockets: Socket[] = []
  const asked = async (options: { readonly agent?: Agent }) => {
    const [answered] = (await once(request({ host: '127.0.0.1', port, ...options }).end(), 'response')) as [
      IncomingMessage,
    ] // what this event carries
    return answered
  }
  return {
    told,
    asked,
    get: async () => text(await asked({})),
    open: () =>
      new Promise<number>((resolve, reject) =>
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
      ),
    /** Connects, and sends so much. */
    async connection(begin: string): Promise<Socket> {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined) // the server hangs up
      sockets.push(socket)
      await once(socket, 'connect')
      socket.write(begin)
      return socket
    },
    /** Another connection begins a request, and is refused once its headers have taken too long. */
    async refusesAnother(): Promise<void> {
      expect(await text(await this.connection(HALF))).toMatch(/^HTTP\/1\.1 408 /)
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

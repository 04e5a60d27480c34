import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { guardedFetch, type GuardedRequest } from './guarded-fetch.ts'
import type { Resolve } from './guarded-lookup.ts'

const limits = { most: 1_048_576, within: 5000, types: ['audio/'] } satisfies Partial<GuardedRequest>
const sound = (_request: IncomingMessage, response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'Audio/WAV; rate=8000' }).end('RIFF')

test('sound at an allowed place comes with its type', async () => {
  await using server = await listening(sound)
  const got = await fetchText({ ...limits, url: `${server.origin}/1.wav`, allowed: [nearby(server.origin)] })
  expect(got).toEqual({ taken: true, status: 200, as: 'RIFF', type: 'audio/wav' })
})

test('the connection goes to what its one question about the name was answered', async () => {
  await using server = await listening(sound)
  const origin = `http://files.carrier.test:${server.port}`
  const asked: string[] = []
  // a name that changes its mind: only the first answer leads to the server
  const resolve: Resolve = async (host) => [{ address: asked.push(host) === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]
  const got = await fetchText({ ...limits, url: `${origin}/1.wav`, allowed: [nearby(origin)], resolve })
  expect(got.status).toBe(200)
  expect(asked).toEqual(['files.carrier.test'])
})

test.each([
  ['this machine', ['127.0.0.1']],
  ['this machine, behind a public address', ['8.8.8.8', '127.0.0.1']],
  ['a private network', ['10.1.2.3']],
  ['the metadata of a cloud', ['169.254.169.254']],
  ['this machine in IPv6', ['::1']],
  ['this machine in IPv6, mapped', ['::ffff:127.0.0.1']],
  ['a private network in IPv6', ['fd12::1']],
  ['nobody', []],
])('a name of the internet that resolves to %s is not connected to', async (_what, addresses) => {
  await using server = await listening(sound)
  const resolve: Resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const asking = fetchText({
    ...limits,
    url: `http://innocent.example.com:${server.port}/`,
    allowed: 'anywhere-public',
    resolve,
  })
  await expect(asking).rejects.toMatchObject({ kind: 'address' })
  expect(server.requests()).toBe(0)
})

test('a redirect to another port of this machine is refused before it is asked, although the place itself lies nearby', async () => {
  await using other = await listening(sound)
  await using server = await listening(redirectTo(() => `${other.origin}/secret`))
  await expect(fetchText({ ...limits, url: server.origin, allowed: [nearby(server.origin)] })).rejects.toMatchObject({
    kind: 'address',
  })
  expect(other.requests()).toBe(0)
})

test('a redirect from one allowed place to another is followed, without the credentials of the first', async () => {
  await using files = await listening(sound)
  await using server = await listening(redirectTo(() => `${files.origin}/1.wav`))
  const credentials = { origins: [server.origin], authorization: 'Basic c2VjcmV0' }
  const got = await fetchText({
    ...limits,
    url: server.origin,
    allowed: [nearby(server.origin), nearby(files.origin)],
    credentials,
  })
  expect(got.status).toBe(200)
  expect([server.authorization(), files.authorization()]).toEqual(['Basic c2VjcmV0', undefined])
})

test('three redirects are followed, a fourth is not', async () => {
  await using server = await listening((request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) sound(request, response)
    else response.writeHead(302, { location: `/${left - 1}` }).end()
  })
  const ask = (steps: number) =>
    fetchText({ ...limits, url: `${server.origin}/${steps}`, allowed: [nearby(server.origin)] })
  expect((await ask(3)).status).toBe(200)
  await expect(ask(4)).rejects.toMatchObject({ kind: 'redirects' })
})

test.each([
  ['says that it is longer than allowed', { 'content-length': '99999999' }, 0],
  ['only turns out to be', {}, 40],
])('an answer that %s is dropped on the way', async (_what, headers, megabytes) => {
  let sent = 0
  await using server = await listening(async (_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav', ...headers })
    response.on('error', () => undefined).flushHeaders()
    const block = Buffer.alloc(262_144)
    for (; sent < megabytes * 4 && !response.destroyed; sent++) await written(response, block)
  })
  await expect(fetchText({ ...limits, url: server.origin, allowed: [nearby(server.origin)] })).rejects.toMatchObject({
    kind: 'size',
    message: 'it is larger than 1 MB',
  })
  expect(sent).toBeLessThan(40 * 4)
})

test.each([
  ['another type', { 'content-type': 'text/html' }],
  ['no type', {}],
  ['a packed answer that nobody asked for', { 'content-type': 'audio/wav', 'content-encoding': 'gzip' }],
])('%s is refused', async (_what, headers) => {
  await using server = await listening((_request, response) => response.writeHead(200, headers).end('RIFF'))
  await expect(fetchText({ ...limits, url: server.origin, allowed: [nearby(server.origin)] })).rejects.toMatchObject({
    kind: 'type',
  })
})

test('whoever takes it may fail for reasons of their own, before its end or before they have begun', async () => {
  await using server = await listening((_request, response) =>
    response.writeHead(200, { 'content-type': 'audio/wav' }).write('RIFF'),
  )
  const request = { ...limits, url: server.origin, allowed: [nearby(server.origin)] }
  await expect(guardedFetch(request, () => Promise.reject(new Error('the disk is full')))).rejects.toThrow(
    'the disk is full',
  )
  const taking = guardedFetch(request, async (bits) => {
    for await (const bit of bits) throw new Error(`the disk is full after ${bit.byteLength} bytes`)
  })
  await expect(taking).rejects.toThrow('the disk is full after 4 bytes')
})

test.each([{}, { 'content-length': 4_000_000 }])(
  'whoever takes it slower than it comes gets all of it, with %o',
  async (headers) => {
    await using server = await listening((_request, response) =>
      response.writeHead(200, { 'content-type': 'audio/wav', ...headers }).end(Buffer.alloc(4_000_000)),
    )
    const got = await guardedFetch(
      { ...limits, most: 4_000_000, url: server.origin, allowed: [nearby(server.origin)] },
      async (bits) => {
        let size = 0
        for await (const bit of bits) {
          size += bit.byteLength
          if (size < 500_000) await turns(20)
        }
        return size
      },
    )
    expect(got).toMatchObject({ taken: true, as: 4_000_000 })
  },
)

test('an answer that breaks off is not taken for a whole one', async () => {
  await using server = await listening((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'audio/wav', 'content-length': 100 })
      .write('RIFF', () => response.destroy())
  })
  await expect(fetchText({ ...limits, url: server.origin, allowed: [nearby(server.origin)] })).rejects.toMatchObject({
    kind: 'unreachable',
    message: 'it could not be reached',
  })
})

test('an answer that trickles in ends with its time, however it keeps moving', async () => {
  await using server = await listening(async (_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav' })
    for (; !response.destroyed; await turns(1)) await written(response, 'R')
  })
  await expect(
    fetchText({ ...limits, within: 300, url: server.origin, allowed: [nearby(server.origin)] }),
  ).rejects.toMatchObject({ kind: 'late', message: 'it did not come in time' })
})

test('what is not there, or says no, is told apart from what is refused', async () => {
  await using server = await listening((_request, response) => response.writeHead(404).end('<html>no</html>'))
  expect(await fetchText({ ...limits, url: server.origin, allowed: [nearby(server.origin)] })).toEqual({
    taken: false,
    status: 404,
  })
  await server[Symbol.asyncDispose]()
  await expect(fetchText({ ...limits, url: server.origin, allowed: [nearby(server.origin)] })).rejects.toMatchObject({
    kind: 'unreachable',
  })
})

test('what is sent goes to the place itself, with its headers, and to none that it leads on to', async () => {
  const got: string[] = []
  const hears = async (request: IncomingMessage) =>
    void got.push([request.method, request.headers['x-key'] ?? 'no key', await text(request)].join(' '))
  await using other = await listening(async (request, response) => {
    await hears(request)
    sound(request, response)
  })
  await using server = await listening(async (request, response) => {
    await hears(request)
    redirectTo(() => other.origin)(request, response)
  })
  const asking = {
    ...limits,
    url: server.origin,
    allowed: [nearby(server.origin), nearby(other.origin)],
    method: 'POST',
    sends: { headers: { 'x-key': '42' }, body: '{"a":1}' },
  }
  expect((await fetchText(asking)).status).toBe(200)
  expect(got).toEqual(['POST 42 {"a":1}', 'GET no key '])
  await expect(fetchText({ ...asking, redirects: 0 })).rejects.toMatchObject({
    kind: 'redirects',
    message: 'it leads on to another address',
  })
  expect(got).toHaveLength(3)
})

const fetchText = (asked: GuardedRequest) => guardedFetch(asked, text)
const nearby = (origin: string) => ({ origin, path: '/', nearby: true })

function redirectTo(location: () => string) {
  return (_request: IncomingMessage, response: ServerResponse) =>
    response.writeHead(302, { location: location() }).end()
}

async function listening(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    void answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests: () => seen.length,
    authorization: () => seen[0]?.headers.authorization,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Resolves when what was written has left, or nobody takes it any more. */
function written(response: ServerResponse, what: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => response.write(what, () => resolve()))
}

/** Lets everything that is under way come so many turns of the event loop further. */
async function turns(count: number): Promise<void> {
  for (let done = 0; done < count; done++) await turn()
}

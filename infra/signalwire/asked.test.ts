import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { asked, type Question } from './asked.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function served(
  listener: RequestListener,
): Promise<{ readonly url: URL; readonly connections: readonly Socket[] }> {
  const server = createServer(listener)
  servers.push(server)
  const connections: Socket[] = []
  server.on('connection', (socket: Socket) => connections.push(socket))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), connections } // listening, it has one
}
const ask = (url: URL, change: Partial<Question> = {}) =>
  asked({ url, method: 'GET', headers: {}, body: null, within: 2000, most: 1000, ...change })

test('one connection serves one request after another', async () => {
  const { url, connections } = await served((_request, response) => response.end('yes'))
  for (let time = 0; time < 3; time += 1) expect((await ask(url)).body).toBe('yes')
  expect(connections).toHaveLength(1)
})

test('a redirect is an answer, and is not followed', async () => {
  const paths: (string | undefined)[] = []
  const { url } = await served((request, response) => {
    paths.push(request.url)
    response.writeHead(307, { location: '/elsewhere' }).end()
  })
  expect((await ask(url)).status).toBe(307)
  expect(paths).toEqual(['/'])
})

test.each<[string, RequestListener, RegExp]>([
  ['never begins', () => undefined, /within 300 ms/],
  ['never ends', (_request, response) => response.write('a'), /within 300 ms/],
  ['breaks off', (_request, response) => response.write('a', () => response.destroy()), /aborted/],
  ['is too large', (_request, response) => response.end('x'.repeat(2000)), /larger/],
  [
    'is no answer but another protocol',
    (_request, response) => response.writeHead(101, { upgrade: 'x', connection: 'upgrade' }).end(),
    /./,
  ],
])('an answer that %s is none', async (_what, listener, why) => {
  const { url } = await served(listener)
  await expect(ask(url, { within: 300 })).rejects.toThrow(why)
})

test('what was never sent says why', async () => {
  const { url } = await served(() => undefined)
  for (const server of servers.splice(0)) server.close()
  await expect(ask(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

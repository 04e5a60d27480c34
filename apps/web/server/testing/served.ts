import { once } from 'node:events'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import express from 'express'
import { pino } from 'pino'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { application, type Parts } from '../application.ts'

/** A web on a free port of the loopback, with nothing behind it but what the test says. */
export async function served(parts: Partial<Parts>) {
  const log = pino({ level: 'silent' })
  const nothing: Parts = {
    carrier: { router: express.Router(), door: () => undefined },
    trusted: trustedProxies(''),
    trouble: async () => [],
    remarks: async () => [],
    pages: [(_request, _response, next) => next()],
    isSignedIn: async () => true,
    publicUrl: 'http://localhost',
    log,
  }
  const server = createServer(application({ ...nothing, ...parts })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  const at = (path: string) => `http://127.0.0.1:${port}${path}`
  const asked = async ({ body, ...unusual }: Unusual) => {
    const [answer] = (await once(request({ host: '127.0.0.1', port, ...unusual }).end(body), 'response')) as [
      IncomingMessage,
    ] // what this event carries, by Node's documentation
    return answer
  }
  return {
    get: (path: string) => fetch(at(path)),
    post: (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      fetch(at(path), { method: 'POST', body, headers }),
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

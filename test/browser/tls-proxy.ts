import { once } from 'node:events'
import { request } from 'node:http'
import { createSecureServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'

/** A proxy that ends TLS, as most installations have one: HTTP/2 to browsers, plain HTTP/1.1 to the web behind it. */
export interface TlsProxy {
  readonly port: number
  close(): Promise<void>
}

/** Listens on a free port of the loopback with a certificate of its own. It tells the web nothing of the name that browsers use, and forwards to `behind`. */
export async function tlsProxy(behind: () => number): Promise<TlsProxy> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  const server = createSecureServer({ key, cert, allowHTTP1: true }, (asked, answer) => {
    const headers = Object.fromEntries(
      Object.entries(asked.headers).filter(([name]) => !name.startsWith(':') && !OF_ONE_CONNECTION.has(name)),
    )
    const forwarded = request({
      host: '127.0.0.1',
      port: behind(),
      method: asked.method,
      path: asked.url,
      headers: { ...headers, host: 'upstream', 'x-forwarded-for': '203.0.113.9' },
    })
    forwarded.on('response', (answered) => {
      answer.writeHead(
        answered.statusCode ?? 502,
        Object.fromEntries(Object.entries(answered.headers).filter(([name]) => !OF_ONE_CONNECTION.has(name))),
      )
      answered.pipe(answer.stream ?? answer)
    })
    forwarded.on('error', () => answer.stream?.close())
    answer.on('close', () => forwarded.destroy())
    asked.pipe(forwarded)
  })
  server.on('sessionError', () => undefined) // a browser that goes away is nobody's fault
  const sessions = new Set<{ destroy(): void }>()
  server.on('session', (session) => sessions.add(session))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port, // a listening TCP server has no other kind of address
    async close() {
      for (const session of sessions) session.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Headers that speak of one connection, and are not handed on. */
const OF_ONE_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'host',
])

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CarrierAddress, CarrierUrls } from '#infra/signalwire/urls.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { signatures, type SignatureVerdict } from '#infra/signalwire/signature.ts'

/** A request of the carrier, as our web would see it. */
export interface Heard {
  readonly address: CarrierAddress
  readonly signature: SignatureVerdict
  readonly body: unknown
}

export interface OurWeb {
  readonly urls: CarrierUrls
  readonly heard: Heard[]
  /** What is answered; undefined is 204, {@link FAILS} a 503. May be changed at any time. */
  answer: (heard: Heard) => unknown
  /** Waits, by polling, until a request like this has come. @throws after 8 s, with what came instead */
  until(wanted: (heard: Heard) => boolean): Promise<Heard>
  close(): Promise<void>
}

export const FAILS = Symbol('our web is in trouble')

/** The smallest web that a carrier can talk to: it knows our addresses, tokens and signatures, and nothing else. */
export async function ourWeb(signingKey: string): Promise<OurWeb> {
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      const target = request.url ?? '/'
      const read = web.urls.read(target)
      if (read.kind !== 'known') return response.writeHead(403).end()
      const signature = check({ target, body, header: (name) => request.headers[name]?.toString() })
      const heard: Heard = {
        address: read.address,
        signature,
        body: body.length === 0 ? null : JSON.parse(body.toString()),
      }
      web.heard.push(heard)
      const answer = web.answer(heard)
      if (answer === FAILS) response.writeHead(503).end()
      else if (answer === undefined) response.writeHead(204).end()
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      for (const look of waiting) look()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // Listening on a port, a server has an address of this kind.
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const check = signatures({ publicUrl, keys: [signingKey] })
  const web: OurWeb = {
    urls: carrierUrls({ publicUrl, secret: 'conformance '.repeat(3) }),
    heard: [],
    answer: () => undefined,
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = web.heard.find(wanted)
          if (found) done(() => resolve(found))
        }
        const done = (then: () => void) => {
          clearTimeout(late)
          waiting.delete(look)
          then()
        }
        const late = setTimeout(
          () => done(() => reject(new Error(`it never came; heard: ${JSON.stringify(web.heard).slice(0, 4000)}`))),
          8000,
        )
        waiting.add(look)
        look()
      }),
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))),
  }
  return web
}

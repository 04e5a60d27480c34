import { createServer, type IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'

/** A request that the emulator made to the product. */
export interface Seen {
  path: string
  method: string
  headers: IncomingHttpHeaders
  raw: string
  body: Record<string, unknown>
}

/** What the product answers: a body, or a status, or nothing for a while. */
export type Answer = object | { $status: number } | { $waitMs: number }

const object = z.record(z.string(), z.unknown()).catch({})
const special = z.object({ $status: z.int().optional(), $waitMs: z.number().optional() }).catch({})

/** A stand-in for the product: answers each path as told, and remembers what it was asked. */
export async function startProduct() {
  const answers = new Map<string, (seen: Seen) => Answer>()
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8')
      const one: Seen = {
        path: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers,
        raw,
        body: raw ? object.parse(JSON.parse(raw)) : {},
      }
      seen.push(one)
      const answer = answers.get(one.path.split('?')[0] ?? '')?.(one) ?? {}
      const { $status = 200, $waitMs = 0 } = special.parse(answer)
      setTimeout(() => {
        response.writeHead($status, { 'Content-Type': 'application/json' })
        response.end(JSON.stringify(answer))
      }, $waitMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`
  return {
    url,
    seen,
    /** Sets what a path answers. */
    on: (path: string, answer: Answer | ((seen: Seen) => Answer)) =>
      void answers.set(path, typeof answer === 'function' ? (one) => answer(one) : () => answer),
    /** What a path was asked, oldest first. */
    asked: (path: string) => seen.filter((one) => one.path.split('?')[0] === path),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

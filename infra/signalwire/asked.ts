import { Agent as PlainAgent, request as requestByHttp, type IncomingMessage } from 'node:http'
import { Agent as SecureAgent, request as requestByHttps } from 'node:https'

/** One request as it goes out. */
export interface Question {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Milliseconds to the full answer. */
  readonly within: number
  /** Bytes of the answer at most. */
  readonly most: number
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** Asks once: neither redirects nor repeats. @throws what keeps the answer from coming whole, in time and within its size */
export type Ask = (question: Question) => Promise<Reply>

/**
 * By `node:http`, over connections that are kept: a `fetch` of the same costs twice the time, and a caller waits for it.
 * What is compressed is not asked for, so that no answer unfolds.
 */
export const asked: Ask = ({ url, method, headers, body, within, most }) =>
  new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:'
    const asking = (isSecure ? requestByHttps : requestByHttp)(url, {
      method,
      headers: { ...headers, 'accept-encoding': 'identity', 'user-agent': 'Ringdown' },
      agent: isSecure ? secure : plain,
    })
    const failed = (error: Error): void => {
      clearTimeout(limit)
      reject(error)
      asking.destroy()
    }
    const limit = setTimeout(() => failed(new Error(`no full answer within ${within} ms`)), within)
    asking.on('error', failed)
    asking.on('response', (answer: IncomingMessage) => {
      const parts: Buffer[] = []
      let size = 0
      answer.on('data', (part: Buffer) => {
        size += part.byteLength
        if (size > most) return failed(new Error(`the answer is larger than ${Math.floor(most / 1_048_576)} MB`))
        parts.push(part)
      })
      answer.on('error', failed)
      answer.on('end', () => {
        clearTimeout(limit)
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(parts).toString('utf8'),
        })
      })
    })
    asking.end(body ?? undefined)
  })

/** As long as a connection may wait for its next request; servers close theirs after five seconds and more. Milliseconds. */
const IDLE = 4_000
const plain = new PlainAgent({ keepAlive: true, timeout: IDLE })
const secure = new SecureAgent({ keepAlive: true, timeout: IDLE })

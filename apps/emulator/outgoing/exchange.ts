import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import { readable, type Journal } from '../journal.ts'
import { bareUrl } from './signature.ts'

/** An HTTP request that the carrier makes. Times in milliseconds; 0 waits for ever. */
export interface OutgoingRequest {
  method: string
  url: string
  headers: Record<string, string>
  body: string
  connectMs: number
  /** From the beginning to the last byte. */
  totalMs: number
}

/** What came of it: an answer, or why there was none. */
export type OutgoingResult =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string; bytes: Buffer }
  | { kind: 'failure'; why: string }

/** Documents and answers above this size are refused, as the carrier does. */
export const LARGEST_BODY = 64 * 1024

/** Makes one request, notes it in the journal, never throws. */
export async function exchange(request: OutgoingRequest, journal: Journal | null): Promise<OutgoingResult> {
  const target = readUrl(request.url)
  if (!target) return { kind: 'failure', why: `${request.url} is not an http URL` }
  const headers: Record<string, string> = { ...credentials(target), ...request.headers }
  if (request.body !== '') headers['Content-Length'] = String(Buffer.byteLength(request.body))
  const done = journal?.begin({
    direction: 'out',
    method: request.method,
    url: bareUrl(request.url),
    request: { headers, body: readable(request.body) },
  })
  const result = await send(request, { target, headers })
  if (result.kind === 'answer')
    done?.({ status: result.status, response: { headers: result.headers, body: readable(result.body) } })
  else done?.({ status: null, response: null })
  return result
}

function send(
  request: OutgoingRequest,
  { target, headers }: { target: URL; headers: Record<string, string> },
): Promise<OutgoingResult> {
  return new Promise((resolve) => {
    const make = target.protocol === 'https:' ? secureRequest : plainRequest
    // No keep-alive: a receiver that was killed and came back must not meet a dead socket.
    const call = make(target, { method: request.method, headers, agent: false, auth: undefined })
    const timers: NodeJS.Timeout[] = []
    const settle = (result: OutgoingResult) => {
      for (const timer of timers) clearTimeout(timer)
      resolve(result)
      if (result.kind === 'failure') call.destroy()
    }
    const giveUp = (ms: number, why: string) => {
      const timer = setTimeout(() => settle({ kind: 'failure', why }), ms)
      timers.push(timer)
      return timer
    }
    if (request.totalMs > 0) giveUp(request.totalMs, `no full answer within ${String(request.totalMs)} ms`)
    if (request.connectMs > 0) {
      const connecting = giveUp(request.connectMs, `no connection within ${String(request.connectMs)} ms`)
      call.on('socket', (socket) => socket.once('connect', () => clearTimeout(connecting)))
    }
    call.on('error', (error) => settle({ kind: 'failure', why: error.message }))
    call.on('response', (response) => collect(response, settle))
    call.end(request.body)
  })
}

function collect(response: IncomingMessage, settle: (result: OutgoingResult) => void): void {
  const parts: Buffer[] = []
  let size = 0
  response.on('data', (part: Buffer) => {
    size += part.length
    if (size <= MOST_ANSWER) return void parts.push(part)
    settle({ kind: 'failure', why: 'the answer is larger than 1 MB' })
    response.destroy()
  })
  response.on('error', (error) => settle({ kind: 'failure', why: error.message }))
  response.on('end', () => {
    const bytes = Buffer.concat(parts)
    settle({
      kind: 'answer',
      status: response.statusCode ?? 0,
      headers: flat(response),
      body: bytes.toString('utf8'),
      bytes,
    })
  })
}

/** In bytes. Whoever asked checks for what is larger than a document may be (64 KB). */
const MOST_ANSWER = 1_048_576

function flat(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  return headers
}

function readUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  url.hash = ''
  return url
}

/** Credentials in a URL become a header and leave the URL. */
function credentials(target: URL): Record<string, string> {
  if (!target.username) return {}
  const pair = `${decodeURIComponent(target.username)}:${decodeURIComponent(target.password)}`
  target.username = ''
  target.password = ''
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

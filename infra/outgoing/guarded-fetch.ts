import { Agent, request, type Dispatcher } from 'undici'
import { guardedLookup, type Resolve } from './guarded-lookup.ts'
import { allowedAddress, type Allowed } from './places.ts'
import { OutgoingRefused } from './refusal.ts'

export interface GuardedRequest {
  /** The address as it came from outside. */
  readonly url: string
  readonly allowed: Allowed
  /** Bytes at most. */
  readonly most: number
  /** Milliseconds, from the first question to the last byte. */
  readonly within: number
  /** What content types may begin with, as `audio/`. */
  readonly types: readonly string[]
  /** Credentials, and the only origins that get them. */
  readonly credentials?: { readonly origins: readonly string[]; readonly authorization: string }
  /** Asks for host names; the machine's resolver unless said. */
  readonly resolve?: Resolve
}

export interface Guarded {
  /** Of the last answer; redirects are followed. Bytes come only with a status of 2xx. */
  readonly status: number
  readonly bytes: Uint8Array
  /** Without its parameters, in small letters. */
  readonly type: string
}

/**
 * The one way to whatever an address from outside names. Each step of the way is checked anew: the address, then what its
 * host resolves to, with the connection going to exactly that. Neither cookies nor a proxy of the environment are used.
 * @throws OutgoingRefused
 */
export async function guardedFetch(asked: GuardedRequest): Promise<Guarded> {
  const signal = AbortSignal.timeout(asked.within)
  let address = asked.url
  for (let step = 0; step <= REDIRECTS; step++) {
    const { url, nearby } = allowedAddress(address, asked.allowed)
    // no connection outlives its request: the next one is looked up and checked for itself
    const dispatcher = new Agent({ connections: 1, pipelining: 0, connect: { lookup: guardedLookup({ nearby, ...(asked.resolve ? { resolve: asked.resolve } : {}) }), timeout: CONNECT } })
    try {
      const answer = await request(url, { dispatcher, signal, headers: headersFor(url, asked) })
      const next = locationOf(answer)
      if (next === null) return await taken(answer, asked)
      answer.body.on('error', () => undefined).destroy()
      address = URL.canParse(next, url) ? new URL(next, url).href : next
    } catch (error) {
      throw whatItMeans(error, signal)
    } finally {
      dispatcher.destroy().catch(() => undefined)
    }
  }
  throw new OutgoingRefused('redirects', `it leads on to other addresses more than ${REDIRECTS} times`)
}

const REDIRECTS = 3

/** Milliseconds. */
const CONNECT = 5000

function headersFor(url: URL, { credentials, types }: GuardedRequest): Record<string, string> {
  const accept = types.map((type) => (type.endsWith('/') ? `${type}*` : type)).join(', ')
  // an answer that unfolds to a thousand times its size is not asked for
  const usual = { accept, 'accept-encoding': 'identity', 'user-agent': 'Ringdown' }
  return credentials?.origins.includes(url.origin) ? { ...usual, authorization: credentials.authorization } : usual
}

function locationOf({ statusCode, headers }: Dispatcher.ResponseData): string | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null
  const { location } = headers
  return typeof location === 'string' ? location : null
}

/** Reads an answer as far as it is what was asked for. */
async function taken({ statusCode: status, headers, body }: Dispatcher.ResponseData, { most, types }: GuardedRequest): Promise<Guarded> {
  const type = String(headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const drop = () => body.on('error', () => undefined).destroy()
  if (status < 200 || status > 299) {
    drop()
    return { status, bytes: new Uint8Array(), type }
  }
  if (!types.some((each) => type.startsWith(each)) || (headers['content-encoding'] ?? 'identity') !== 'identity') {
    drop()
    throw new OutgoingRefused('type', type === '' ? 'it does not say what it is' : `it is "${type.slice(0, 60)}"`)
  }
  if (Number(headers['content-length'] ?? 0) > most) {
    drop()
    throw tooLarge(most)
  }
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.byteLength
    if (size > most) throw tooLarge(most)
    parts.push(part)
  }
  return { status, bytes: Buffer.concat(parts), type }
}

function tooLarge(most: number): OutgoingRefused {
  return new OutgoingRefused('size', `it is larger than ${Math.floor(most / 1_048_576)} MB`)
}

function whatItMeans(error: unknown, signal: AbortSignal): Error {
  if (error instanceof OutgoingRefused) return error
  if (error instanceof Error && error.cause instanceof OutgoingRefused) return error.cause
  if (signal.aborted) return new OutgoingRefused('unreachable', 'it did not come in time', error)
  return new OutgoingRefused('unreachable', 'it could not be reached', error)
}

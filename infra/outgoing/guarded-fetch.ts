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

/** Of the last answer; redirects are followed. Only what comes with a status of 2xx is taken; its type is without parameters, in small letters. */
export type Guarded<T> =
  | { readonly taken: true; readonly status: number; readonly type: string; readonly as: T }
  | { readonly taken: false; readonly status: number }

/** Takes an answer bit by bit, so that no answer need be in memory; whatever it throws is its own. */
export type Take<T> = (bits: AsyncIterable<Uint8Array>) => Promise<T>

/**
 * The one way to whatever an address from outside names. Each step of the way is checked anew: the address, then what its
 * host resolves to, with the connection going to exactly that. Neither cookies nor a proxy of the environment are used.
 * @throws OutgoingRefused
 */
export async function guardedFetch<T>(asked: GuardedRequest, take: Take<T>): Promise<Guarded<T>> {
  const signal = AbortSignal.timeout(asked.within)
  let address = asked.url
  for (let step = 0; step <= REDIRECTS; step++) {
    const { url, nearby } = allowedAddress(address, asked.allowed)
    // no connection outlives its request: the next one is looked up and checked for itself
    const dispatcher = new Agent({ connections: 1, pipelining: 0, connect: { lookup: guardedLookup({ nearby, ...(asked.resolve ? { resolve: asked.resolve } : {}) }), timeout: CONNECT }, headersTimeout: QUIET, bodyTimeout: QUIET })
    try {
      const answer = await request(url, { dispatcher, signal, headers: headersFor(url, asked) }).catch((error: unknown) => {
        throw whatItMeans(error, signal)
      })
      const next = locationOf(answer)
      if (next === null) return await taken(answer, asked, (body) => take(bounded(body, { most: asked.most, signal })))
      answer.body.on('error', () => undefined).destroy()
      address = URL.canParse(next, url) ? new URL(next, url).href : next
    } finally {
      dispatcher.destroy().catch(() => undefined)
    }
  }
  throw new OutgoingRefused('redirects', `it leads on to other addresses more than ${REDIRECTS} times`)
}

const REDIRECTS = 3

/** Milliseconds: until there is a connection, and until something comes over it, or more of it. */
const CONNECT = 5000
const QUIET = 30_000

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

/** Takes an answer as far as it is what was asked for. */
async function taken<T>({ statusCode: status, headers, body }: Dispatcher.ResponseData, { most, types }: GuardedRequest, take: (body: Dispatcher.ResponseData['body']) => Promise<T>): Promise<Guarded<T>> {
  const type = String(headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  // whoever takes it may have had enough before its end
  body.on('error', () => undefined)
  const drop = () => body.destroy()
  if (status < 200 || status > 299) {
    drop()
    return { taken: false, status }
  }
  if (!types.some((each) => type.startsWith(each)) || (headers['content-encoding'] ?? 'identity') !== 'identity') {
    drop()
    throw new OutgoingRefused('type', type === '' ? 'it does not say what it is' : `it is "${type.slice(0, 60)}"`)
  }
  if (Number(headers['content-length'] ?? 0) > most) {
    drop()
    throw tooLarge(most)
  }
  return { taken: true, status, type, as: await take(body) }
}

async function* bounded(body: AsyncIterable<Buffer>, { most, signal }: { readonly most: number; readonly signal: AbortSignal }): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const bit of body) {
      size += bit.byteLength
      if (size > most) throw tooLarge(most)
      yield bit
    }
  } catch (error) {
    throw whatItMeans(error, signal)
  }
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

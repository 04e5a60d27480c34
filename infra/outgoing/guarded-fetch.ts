import { request as requestByHttp, type IncomingMessage } from 'node:http'
import { request as requestByHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
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
  /** What is done there; `GET` unless said otherwise. */
  readonly method?: string
  /** What is sent along, and with which headers besides our own: to the place itself and to none that it leads on to. */
  readonly sends?: { readonly headers: Readonly<Record<string, string>>; readonly body: string | null }
  /** How often it may lead on; three times unless said otherwise. */
  readonly redirects?: number
  /** Credentials, and the only origins that get them. */
  readonly credentials?: { readonly origins: readonly string[]; readonly authorization: string }
  /** Looks up host names; the machine's resolver by default. */
  readonly resolve?: Resolve
}

/** Of the last answer; redirects are followed. Only what comes with a status of 2xx is taken; its type is without parameters, in small letters. */
export type Guarded<T> =
  | { readonly taken: true; readonly status: number; readonly type: string; readonly as: T }
  | { readonly taken: false; readonly status: number }

/** Takes an answer bit by bit, so that no answer need be in memory; whatever it throws is its own. */
export type Take<T> = (bits: AsyncIterable<Uint8Array>) => Promise<T>

/**
 * The one way to whatever an address from outside names. Each step is checked afresh: the address, then what its
 * host resolves to, with the connection going to exactly that. Neither cookies nor a proxy of the environment are used.
 * @throws OutgoingRefused
 */
export async function guardedFetch<T>(asked: GuardedRequest, take: Take<T>): Promise<Guarded<T>> {
  const signal = AbortSignal.timeout(asked.within)
  let address = asked.url
  const { redirects = REDIRECTS } = asked
  for (let step = 0; step <= redirects; step++) {
    const { url, nearby } = allowedAddress(address, asked.allowed)
    const answer = await answered(url, {
      method: (step === 0 && asked.method) || 'GET',
      body: (step === 0 && asked.sends?.body) || null,
      headers: { ...headersFor(url, asked), ...(step === 0 && asked.sends?.headers) },
      lookup: guardedLookup({ nearby, ...(asked.resolve ? { resolve: asked.resolve } : {}) }),
      signal,
    }).catch((error: unknown) => {
      throw whatItMeans(error, signal)
    })
    try {
      const next = locationOf(answer)
      if (next === null) return await taken(answer, asked, (body) => take(bounded(body, { most: asked.most, signal })))
      address = URL.canParse(next, url) ? new URL(next, url).href : next
    } finally {
      answer.destroy()
    }
  }
  throw new OutgoingRefused(
    'redirects',
    redirects === 0 ? 'it leads on to another address' : `it leads on to other addresses more than ${redirects} times`,
  )
}

const REDIRECTS = 3

/** How long nothing may come, neither a connection nor an answer nor more of it. Milliseconds. */
const QUIET = 30_000

/** Asks once, over a connection of its own: the next one is looked up and checked for itself. */
function answered(
  url: URL,
  {
    body,
    ...how
  }: {
    readonly method: string
    readonly body: string | null
    readonly headers: Readonly<Record<string, string>>
    readonly lookup: LookupFunction
    readonly signal: AbortSignal
  },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = (url.protocol === 'https:' ? requestByHttps : requestByHttp)(url, {
      ...how,
      agent: false,
      timeout: QUIET,
    })
    asking.on('timeout', () => asking.destroy(new Error('nothing came')))
    asking.on('error', reject)
    asking.on('response', (answer) => {
      // whoever takes it may have had enough before its end
      answer.on('error', () => undefined)
      resolve(answer)
    })
    asking.end(body ?? undefined)
  })
}

function headersFor(url: URL, { credentials, types }: GuardedRequest): Record<string, string> {
  const accept = types.map((type) => (type.endsWith('/') ? `${type}*` : type)).join(', ')
  // an answer that unfolds to a thousand times its size is not asked for
  const usual = { accept, 'accept-encoding': 'identity', 'user-agent': 'Ringdown' }
  return credentials?.origins.includes(url.origin) ? { ...usual, authorization: credentials.authorization } : usual
}

function locationOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? null) : null
}

/** Takes an answer as long as it is what was asked for. */
async function taken<T>(
  answer: IncomingMessage,
  { most, types }: GuardedRequest,
  take: (body: AsyncIterable<Buffer>) => Promise<T>,
): Promise<Guarded<T>> {
  const { statusCode: status = 0, headers } = answer
  if (status < 200 || status > 299) return { taken: false, status }
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!types.some((each) => type.startsWith(each)) || (headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new OutgoingRefused('type', type === '' ? 'it does not say what it is' : `it is "${type.slice(0, 60)}"`)
  }
  if (Number(headers['content-length'] ?? 0) > most) throw tooLarge(most)
  return { taken: true, status, type, as: await take(answer) }
}

async function* bounded(
  body: AsyncIterable<Buffer>,
  { most, signal }: { readonly most: number; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
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
  return new OutgoingRefused(
    'size',
    `it is larger than ${most < 1_048_576 ? `${Math.floor(most / 1024)} kB` : `${Math.floor(most / 1_048_576)} MB`}`,
  )
}

function whatItMeans(error: unknown, signal: AbortSignal): Error {
  if (error instanceof OutgoingRefused) return error
  if (error instanceof Error && error.cause instanceof OutgoingRefused) return error.cause
  if (signal.aborted) return new OutgoingRefused('late', 'it did not come in time', error)
  return new OutgoingRefused('unreachable', 'it could not be reached', error)
}

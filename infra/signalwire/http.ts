import { z } from 'zod'
import { guardedFetch, type Guarded, type GuardedRequest, type Take } from '../outgoing/guarded-fetch.ts'
import { OutgoingRefused } from '../outgoing/refusal.ts'
import { asked, type Ask } from './asked.ts'
import { CarrierError, errorOf, errorWithout, json } from './carrier-error.ts'
import { filePlaces, namesOf } from './file-places.ts'

export interface HttpSettings {
  /** `https://<space>.signalwire.com`, or the emulator's address. */
  readonly baseUrl: string
  readonly project: string
  readonly token: string
  /** How to ask; by `node:http` unless said otherwise. */
  readonly ask?: Ask
  /** Hears of requests that failed through no fault of what they asked for, in words for a log. */
  readonly onTrouble?: (message: string) => void
}

export interface CarrierRequest<T> {
  /** What this is for, as an error begins: "dial". */
  readonly what: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the first slash on. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: unknown
  /** Milliseconds to the full answer. */
  readonly within: number
  readonly answer: z.ZodType<T>
}

export interface Http {
  /**
   * The time over there, by the `Date` of the last answer and what has passed since; ours before the first answer.
   * Milliseconds since 1970, right to about a second.
   */
  now(): number
  /**
   * One request, never repeated: what may be repeated is known only to the one who asks.
   * @throws CarrierError
   */
  send<T>(request: CarrierRequest<T>): Promise<T>
  /**
   * Content of one of `types` (as `audio/`) at an address from outside, which must be one of the carrier's; our
   * credentials go to its own origin only.
   * @throws CarrierError of kind `refused`, in a sentence, when that will never be fetched; and whatever `take` throws
   */
  download<T>(
    request: {
      readonly url: string
      readonly within: number
      readonly most: number
      readonly types: readonly string[]
    },
    take: Take<T>,
  ): Promise<T>
}

/** JSON over HTTP with the carrier's Basic authorisation. */
export function http(settings: HttpSettings): Http {
  const ask = settings.ask ?? asked
  const base = new URL(settings.baseUrl)
  const authorization = `Basic ${Buffer.from(`${settings.project}:${settings.token}`).toString('base64')}`

  // to be added to what has passed in this process, so that our own clock may be changed meanwhile
  let began: number | null = null
  const noteTime = (date: string | null): void => {
    const told = Date.parse(date ?? '')
    // whole seconds: on average half of one has passed
    if (!Number.isNaN(told)) began = told + 500 - performance.now()
  }

  const sent = async <T>({ what, method, path, query, body, within, answer }: CarrierRequest<T>): Promise<T> => {
    const url = new URL(path, base)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value))
    const got = await answered(what, async () => {
      const reply = await ask({
        url,
        method,
        headers: {
          authorization,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        within,
        most: MOST_ANSWER,
      })
      noteTime(only(reply.headers['date']))
      return { status: reply.status, body: reply.body, retryAfter: only(reply.headers['retry-after']) }
    })
    if (got.status < 200 || got.status > 299) throw errorOf(what, got)
    const parsed = answer.safeParse(json(got.body))
    if (parsed.success) return parsed.data
    throw new CarrierError({
      kind: 'lost',
      code: null,
      status: got.status,
      message: `${what}: the carrier's answer cannot be read: ${z.prettifyError(parsed.error)}`,
    })
  }

  return {
    now: () => (began === null ? Date.now() : began + performance.now()),
    async send(request) {
      try {
        return await sent(request)
      } catch (error) {
        if (error instanceof CarrierError && !TELLS_OF_A_CALL.has(error.kind)) settings.onTrouble?.(error.message)
        throw error
      }
    },

    async download({ url, within, most, types }, take) {
      const what = 'download'
      const request = {
        url,
        within,
        most,
        types,
        allowed: filePlaces(settings.baseUrl),
        credentials: { origins: namesOf(base), authorization },
      }
      const got = await fetched(request, take)
      if (!got.taken) throw errorOf(what, { status: got.status, body: '' })
      return got.as
    },
  }
}

/** What says something about one call and nothing about the carrier. */
const TELLS_OF_A_CALL: ReadonlySet<CarrierError['kind']> = new Set(['gone', 'not-answered'])

/** In bytes: a page of 1,000 entries is far below it. */
const MOST_ANSWER = 8 * 1_048_576

/** What is refused stays refused; what could not be reached may be there another time. */
async function fetched<T>(request: GuardedRequest, take: Take<T>): Promise<Guarded<T>> {
  try {
    return await guardedFetch(request, take)
  } catch (error) {
    if (!(error instanceof OutgoingRefused)) throw error
    throw new CarrierError({
      kind: error.kind === 'unreachable' || error.kind === 'late' ? 'unavailable' : 'refused',
      code: null,
      status: null,
      message: error.message,
      cause: error,
    })
  }
}

function only(header: string | readonly string[] | undefined): string | null {
  return typeof header === 'string' ? header : null
}

async function answered<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw errorWithout(what, error)
  }
}

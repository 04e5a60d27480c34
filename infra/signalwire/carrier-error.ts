import { z } from 'zod'
import { shortLine } from '#flows/story/one-line.ts'

/** What a refused or lost command means for the call; callers branch on this and on nothing else. */
export type CarrierTrouble =
  /** The call is over, or the carrier does not know it. */
  | 'gone'
  /** The leg is not answered yet, so it cannot be redirected. */
  | 'not-answered'
  /** The carrier understood and will not do it; `code` says why. */
  | 'refused'
  /** Too many calls or requests at once. */
  | 'busy-limit'
  | 'unauthorised'
  /** The carrier could not be reached, or says that it failed. */
  | 'unavailable'
  /** Sent, but no answer is known: it may have been done. */
  | 'lost'

/** A command that did not go through. Its message is for logs; people are told `inWords`. */
export class CarrierError extends Error {
  override readonly name = 'CarrierError'
  readonly kind: CarrierTrouble
  /** The carrier's own code, where it gave one. */
  readonly code: string | null
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null
  /** What the carrier itself says about it, or what we know better than it; null when nothing is said. */
  readonly saying: string | null
  /** How long the carrier asks to be left alone, milliseconds; null when it does not say. */
  readonly retryAfter: number | null

  constructor(what: {
    readonly kind: CarrierTrouble
    readonly code: string | null
    readonly status: number | null
    readonly saying?: string | null
    readonly retryAfter?: number | null
    readonly message: string
    readonly cause?: unknown
  }) {
    super(shortLine(what.message, LONGEST), { cause: what.cause })
    this.kind = what.kind
    this.code = what.code
    this.status = what.status
    this.saying = what.saying ?? null
    this.retryAfter = what.retryAfter ?? null
  }
}

/** Characters: an error's message goes into events, payloads and pages, whatever the carrier writes. */
const LONGEST = 1000
const LONGEST_SAYING = 300

/** The error for an answer that is not a success. `body` is the answer's text. */
export function errorOf(
  what: string,
  answer: { readonly status: number; readonly body: string; readonly retryAfter?: string | null },
): CarrierError {
  const said = sayings(answer.body)
  const kind = (said.code === null ? undefined : byCode[said.code]) ?? byStatus(answer.status)
  return new CarrierError({
    kind,
    code: said.code,
    status: answer.status,
    saying: said.text === null ? null : `it says “${shortLine(said.text, LONGEST_SAYING)}”`,
    retryAfter: waitOf(answer.retryAfter ?? null),
    message: `${what}: the carrier answered ${answer.status}${said.text === null ? '' : `, "${shortLine(said.text, LONGEST_SAYING)}"`}${remedies[kind] ?? ''}`,
  })
}

/** `Retry-After` in milliseconds: seconds, or a date (RFC 9110, 10.2.3). */
function waitOf(header: string | null): number | null {
  if (header === null) return null
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

/** The error for a request without an answer. Nothing was sent when the connection was never made. */
export function errorWithout(what: string, cause: unknown): CarrierError {
  const code = connectionCode(cause)
  const unsent = code !== null && neverConnected.has(code)
  return new CarrierError({
    kind: unsent ? 'unavailable' : 'lost',
    code,
    status: null,
    message: unsent
      ? `${what}: the carrier cannot be reached (${code})${remedies.unavailable}`
      : `${what}: no answer from the carrier, so it may or may not have happened`,
    cause,
  })
}

/** The carrier's codes (its reference's page of error codes) that decide more than their status does. */
const byCode: Readonly<Record<string, CarrierTrouble>> = {
  does_not_exist: 'gone',
  cannot_update_completed: 'gone',
  invalid_state: 'gone',
  cannot_redirect_not_in_progress: 'not-answered',
  max_queued_calls_exceeded: 'busy-limit',
  rate_limit_exceeded: 'busy-limit',
}

const remedies: Partial<Record<CarrierTrouble, string>> = {
  unauthorised: ': check SIGNALWIRE_PROJECT, SIGNALWIRE_TOKEN and the scopes of the token',
  unavailable: ': check SIGNALWIRE_BASE_URL, or try again later',
}

function byStatus(status: number): CarrierTrouble {
  if (status === 401 || status === 403) return 'unauthorised'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429) return 'busy-limit'
  // A gateway gave up waiting: what is behind it may have done the work.
  if (status === 502 || status === 504) return 'lost'
  return status >= 500 ? 'unavailable' : 'refused'
}

/** The three shapes in which the carrier words its errors: by list, by title and detail, by one word. */
const worded = z.union([
  z.object({
    errors: z.tuple(
      [
        z.object({
          code: z.string().nullish(),
          message: z.string().nullish(),
          detail: z.string().nullish(),
          attribute: z.string().nullish(),
        }),
      ],
      z.unknown(),
    ),
  }),
  z.object({ error: z.string() }),
])

function sayings(body: string): { readonly code: string | null; readonly text: string | null } {
  const parsed = worded.safeParse(json(body))
  if (!parsed.success) return { code: null, text: null }
  if ('error' in parsed.data) return { code: null, text: parsed.data.error }
  const [first] = parsed.data.errors
  const text = first.message ?? first.detail ?? null
  return { code: first.code ?? null, text: text !== null && first.attribute ? `${text} (${first.attribute})` : text }
}

/** The value of a JSON text; undefined when it is none. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function connectionCode(error: unknown): string | null {
  const parsed = z.object({ code: z.string().optional(), cause: z.unknown().optional() }).safeParse(error)
  if (!parsed.success) return null
  return parsed.data.code ?? (parsed.data.cause === undefined ? null : connectionCode(parsed.data.cause))
}

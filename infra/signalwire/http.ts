import { z } from 'zod'
import { CarrierError, errorOf, errorWithout, json } from './carrier-error.ts'

export interface HttpSettings {
  /** `https://<space>.signalwire.com`, or the emulator's address. */
  readonly baseUrl: string
  readonly project: string
  readonly token: string
  readonly fetch?: typeof fetch
}

export interface CarrierRequest<T> {
  /** What this is for, as an error begins: "dial". */
  readonly what: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
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
   * One request, never repeated: what may be repeated is known only to the one who asks.
   * @throws CarrierError
   */
  send<T>(request: CarrierRequest<T>): Promise<T>
  /** Bytes from an absolute URL; our credentials go to the carrier's own host only. @throws CarrierError */
  download(request: { readonly url: string; readonly within: number; readonly most: number }): Promise<{ readonly bytes: Uint8Array; readonly type: string | null }>
}

/** JSON over HTTP with the carrier's Basic authorisation. */
export function http(settings: HttpSettings): Http {
  const call = settings.fetch ?? fetch
  const base = new URL(settings.baseUrl)
  const authorization = `Basic ${Buffer.from(`${settings.project}:${settings.token}`).toString('base64')}`

  return {
    async send({ what, method, path, query, body, within, answer }) {
      const url = new URL(path, base)
      for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value))
      const got = await answered(what, async () => {
        const response = await call(url, {
          method,
          headers: { authorization, accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          redirect: 'manual',
          signal: AbortSignal.timeout(within),
        })
        return { status: response.status, ok: response.ok, body: await response.text() }
      })
      if (!got.ok) throw errorOf(what, got)
      const parsed = answer.safeParse(json(got.body))
      if (parsed.success) return parsed.data
      throw new CarrierError({ kind: 'lost', code: null, status: got.status, message: `${what}: the carrier's answer cannot be read: ${z.prettifyError(parsed.error)}` })
    },

    async download({ url, within, most }) {
      const what = 'download'
      if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol)) {
        throw new CarrierError({ kind: 'refused', code: null, status: null, message: `${what}: "${url}" is not a web address` })
      }
      const target = new URL(url)
      const got = await answered(what, async () => {
        const response = await call(target, {
          // Recordings may lie behind a redirect to a file host; fetch drops the credentials on the way to another host.
          headers: sameHost(target, base) ? { authorization } : {},
          signal: AbortSignal.timeout(within),
        })
        const bytes = response.ok ? await upTo(response, most) : new Uint8Array()
        return { status: response.status, ok: response.ok, body: response.ok ? '' : await response.text(), bytes, type: response.headers.get('content-type') }
      })
      if (!got.ok) throw errorOf(what, got)
      if (got.bytes === null) throw new CarrierError({ kind: 'refused', code: null, status: got.status, message: `${what}: more than ${most} bytes` })
      return { bytes: got.bytes, type: got.type }
    },
  }
}

async function answered<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw errorWithout(what, error)
  }
}

/** The carrier's own host; this machine under two names is one host, as the emulator names itself by its address. */
function sameHost(one: URL, other: URL): boolean {
  const name = ({ hostname }: URL) => (/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname) ? 'localhost' : hostname)
  return one.protocol === other.protocol && one.port === other.port && name(one) === name(other)
}

/** The bytes of an answer, or null as soon as there are more than `most`. */
async function upTo(response: Response, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.byteLength
    if (size > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

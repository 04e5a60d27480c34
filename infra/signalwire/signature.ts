import { createHmac } from 'node:crypto'
import { withoutSlashes } from '../without-slashes.ts'
import { sameText } from './tokens.ts'

/** `absent`: nothing that claims to be a signature. `wrong`: one that does not fit. */
export type SignatureVerdict = 'valid' | 'wrong' | 'absent'

export interface SignedRequest {
  /** From the first slash on, with the query, as it was received. */
  readonly target: string
  /** The body's bytes as they came: parsing and writing again would change them. */
  readonly body: Uint8Array
  /** A header by its name; null or undefined when there is none. */
  readonly header: (name: string) => string | null | undefined
}

/**
 * Checks the carrier's signatures on JSON requests: lowercase hex HMACs over URL + raw body, with
 * SHA-1 in `X-SignalWire-Signature` and, on fetches of call documents, with SHA-256 in
 * `X-Signalwire-SHA256-Signature` (its guide to webhook security). Each one present must fit.
 *
 * The URL is the configured one, never the request's Host header, which anybody may choose. A
 * signature has no time in it: whoever replays a request is told the same thing again.
 *
 * @param settings.keys the signing key, and the one before it while keys are changed
 */
export function signatures(settings: {
  readonly publicUrl: string
  readonly keys: readonly string[]
}): (request: SignedRequest) => SignatureVerdict {
  const base = withoutSlashes(settings.publicUrl)
  const prefix = withoutSlashes(new URL(base).pathname)

  return ({ target, body, header }) => {
    const given = signaturesIn(header)
    if (given.length === 0) return 'absent'
    const url = prefix !== '' && target.startsWith(`${prefix}/`) ? base + target.slice(prefix.length) : base + target
    const fits = (key: string) =>
      given.every(({ hash, value }) => sameText(createHmac(hash, key).update(url).update(body).digest('hex'), value))
    return settings.keys.some(fits) ? 'valid' : 'wrong'
  }
}

/** Whether a request claims to be signed: what can be said before its body is here. */
export function isSigned(header: SignedRequest['header']): boolean {
  return signaturesIn(header).length > 0
}

function signaturesIn(header: SignedRequest['header']) {
  return schemes.flatMap(({ name, hash }) => {
    const value = header(name)
    return value === null || value === undefined || value === '' ? [] : [{ hash, value: value.trim() }]
  })
}

const schemes = [
  { name: 'x-signalwire-signature', hash: 'sha1' },
  { name: 'x-signalwire-sha256-signature', hash: 'sha256' },
] as const

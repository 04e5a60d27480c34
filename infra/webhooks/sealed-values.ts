import type { Sealer } from '../secrets/sealer.ts'

/** Of which call a secret answer is: nobody opens it in another one. */
export interface AnswerOf {
  readonly organisation: string
  readonly call: string
}

/**
 * A secret part of an answer, as a call carries it: what stands in it is read by nobody but whoever sends the next request. It
 * is the same in an address, in a header and in JSON.
 */
export function sealedValue(sealer: Sealer, of: AnswerOf, value: string): string {
  return `${MARK}${sealer.seal(about(of), value)}${MARK}`
}

/** The text with each secret in its place. @param written how a value stands there, as by `encodeURIComponent` */
export function opened(
  text: string,
  {
    sealer,
    of,
    written,
  }: { readonly sealer: Sealer; readonly of: AnswerOf; readonly written: (value: string) => string },
): string {
  return text.replaceAll(SEALED, (whole, sealed: string) => {
    try {
      return written(sealer.open(about(of), sealed))
    } catch {
      // a caller's name may look like one
      return whole
    }
  })
}

function about({ organisation, call }: AnswerOf) {
  return { organisation, purpose: `answer to ${call}` }
}

const MARK = '~sealed~'
const SEALED = /~sealed~([\w-]+)~sealed~/g

import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Tokens for requests that the carrier does not sign. Each one holds for one purpose at one place
 * (organisation, call, leg or step), so any web process can check it without a database and a
 * token that leaks opens nothing else.
 *
 * The parts are hashed as a JSON array: no choice of names can make two different places alike.
 */
export interface Tokens {
  /** 24 characters that need no escaping in a URL (144 bits). */
  sign(parts: readonly string[]): string
  /** Compares in constant time; a token of the wrong length is simply wrong. */
  verify(parts: readonly string[], token: string): boolean
}

/** @param secret the installation's own, the same for every process of it */
export function tokens(secret: string): Tokens {
  const sign = (parts: readonly string[]) =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest().subarray(0, 18).toString('base64url')
  return { sign, verify: (parts, token) => sameText(sign(parts), token) }
}

/** Whether two texts are equal, in a time that reveals nothing about where they differ. */
export function sameText(expected: string, given: string): boolean {
  const one = Buffer.from(expected)
  const other = Buffer.from(given)
  return one.length === other.length && timingSafeEqual(one, other)
}

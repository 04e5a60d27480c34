import { createHash, randomInt, timingSafeEqual } from 'node:crypto'

/** A code lives this long. Milliseconds. */
export const CODE_LIFE = 10 * 60_000
/** After this many wrong codes a new one must be told. */
export const CODE_TRIES = 5

/** Six digits that nobody can foresee. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** How a code is kept. It lives ten minutes and five tries, so a plain hash, bound to its device, will do. */
export function codeHash({ device, code }: { readonly device: string; readonly code: string }): string {
  return createHash('sha256').update(`${device} ${code}`).digest('hex')
}

/** Whether two hashes are the same, in a time that reveals nothing. */
export function sameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

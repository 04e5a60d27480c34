import { plainly } from './read-number.ts'

/** Digits, and where in an E.164 number they must stand: anywhere, at its beginning, or right after a country's code. */
export interface DigitsAt {
  readonly digits: string
  readonly place: 'anywhere' | 'start' | 'after-country'
}

/**
 * How the digits of what somebody types into a search may stand in E.164: the one function for every list and filter, so
 * that a number that is found in one place is found in all. None when it is no part of a number.
 * @param written E.164 numbers for which it may be written, in one of the forms in which we show them.
 * @param shortest how many digits it has at least; fewer than three are in nearly every number.
 */
export function searchedNumber(typed: string, written: readonly string[] = [], shortest = 3): readonly DigitsAt[] {
  const plain = plainly(typed.slice(0, LONGEST))
  const all = [...typedDigits(plain, shortest), ...written.map((e164) => at('start', e164.replaceAll(/\D/g, '')))]
  return all.filter(
    ({ digits, place }, index) =>
      all.findIndex((other) => other.digits === digits && other.place === place) === index && digits !== '',
  )
}

/** Nothing but digits and what people write between them; with letters it is a name. */
const NUMBER_LIKE = /^[\d\s+().,/‐-―-]+$/
/** Twice what a number with 15 digits needs. In characters. */
const LONGEST = 60

function typedDigits(plain: string, shortest: number): readonly DigitsAt[] {
  if (!NUMBER_LIKE.test(plain)) return []
  const digits = plain.replaceAll(/\D/g, '')
  if (plain.startsWith('+')) return [at('start', digits)]
  if (digits.length < shortest) return []
  if (digits.startsWith('00')) return [at('anywhere', digits), at('start', digits.slice(2))]
  // written without its country, a number begins with a zero that it does not have
  if (digits.startsWith('0')) return [at('anywhere', digits), at('after-country', digits.slice(1))]
  return [at('anywhere', digits)]
}

function at(place: DigitsAt['place'], digits: string): DigitsAt {
  return { digits, place }
}

import type { Country } from '#infra/telephone/countries.ts'
import { spellings } from '#infra/telephone/other-spelling.ts'
import { readNumber } from '#infra/telephone/read-number.ts'
import { searchedNumber, type DigitsAt } from '#infra/telephone/searched-number.ts'

/** What a text that somebody typed into a search may be part of. */
export interface SearchText {
  /** As typed: the database compares it without accents and case. */
  readonly letters: string
  /** How its digits may stand in a phone number; empty when it is no part of one. */
  readonly digits: readonly DigitsAt[]
  /** Whether it names callers who withheld their number. */
  readonly isWithheld: boolean
}

/**
 * Reads it.
 * @param written E.164 numbers for which it may be written, in one of the forms in which we show them.
 * @param shortest how many digits are a part of a number.
 * @returns null when there is nothing to look for.
 */
export function searchText(typed: string, written: readonly string[] = [], shortest?: number): SearchText | null {
  const letters = typed.trim()
  const bare = letters
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .trim()
  if (bare === '') return null
  return { letters, digits: searchedNumber(bare, written, shortest), isWithheld: namesWithheld(bare.toLowerCase()) }
}

/**
 * The same, where a whole number may be written in any form in which it is shown in an organisation.
 * @param home as whose telephones numbers without a country are read.
 */
export function searchTextAt(home: Country | undefined, typed: string, shortest?: number): SearchText | null {
  const whole = readNumber(typed, home)
  return searchText(typed, whole === null ? [] : spellings(whole.e164), shortest)
}

/** What an auditor types for a caller. One digit is enough of a number: they may want all calls. */
export function callerText(typed: string, home: Country | undefined): SearchText | null {
  return searchTextAt(home, typed, 1)
}

/** As lists show them. */
const SHOWN = 'private number'
/** What others call them: carriers, telephones and the people who use them. */
const OTHER_NAMES = [
  'withheld',
  'anonymous',
  'restricted',
  'unavailable',
  'unknown',
  'hidden',
  'blocked',
  'no caller id',
]

function namesWithheld(bare: string): boolean {
  return (
    (bare.length >= 3 && SHOWN.includes(bare)) ||
    (bare.length >= 4 &&
      OTHER_NAMES.some((name) => `${name} number`.startsWith(bare) || `${name} caller`.startsWith(bare)))
  )
}

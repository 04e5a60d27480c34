import { isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Country } from './countries.ts'
import { spelledToday } from './spelled-today.ts'

/** A phone number as it was written somewhere. */
export interface WrittenNumber {
  readonly e164: string
  /** What is dialled once it answers; null without one. */
  readonly extension: string | null
}

/**
 * Reads a phone number in whatever form people and programs write it: the one function for every field, file and filter.
 * @param home as whose telephones numbers without a country are read; undefined: those are none.
 */
export function readNumber(written: string, home: Country | undefined): WrittenNumber | null {
  if (written.length > LONGEST) return null
  const plain = plainly(written)
  if (!LOOKS_LIKE_ONE.test(plain)) return null
  const number =
    parsed(plain, home) ??
    (home !== undefined && plain.startsWith('00') ? parsed(`+${plain.slice(2)}`, home) : undefined)
  return number === undefined ? null : { e164: number.number, extension: number.ext ?? null }
}

/**
 * The same where numbers without a country may be from either of two: as one of `home` where it is valid there, else as one of
 * `others` where it is valid there.
 */
export function readNumberOfEither(
  written: string,
  { home, others }: { readonly home: Country | undefined; readonly others: Country | undefined },
): WrittenNumber | null {
  const here = readNumber(written, home)
  if (others === undefined || isValid(here)) return here
  const there = readNumber(written, others)
  return isValid(there) ? there : (here ?? there)
}

function isValid(number: WrittenNumber | null): boolean {
  return number !== null && isValidPhoneNumber(number.e164)
}

/** Twice what a number with 15 digits and an extension needs. In characters. */
const LONGEST = 60

/** Four digits at least, and otherwise what stands between them and before an extension. */
const LOOKS_LIKE_ONE = /^(?=(?:\D*\d){4})[^@]*$/

function parsed(plain: string, home: Country | undefined) {
  const number = parsePhoneNumberFromString(plain, home === undefined ? {} : { defaultCountry: home })
  if (!number) return undefined
  const today = spelledToday(number.number)
  if (today !== number.number) return { number: today, ext: number.ext }
  return number.isPossible() ? number : undefined
}

/** Where the digits of Arabic, Persian, Hindi and Bengali begin. */
const ZEROS = ['\u0660', '\u06F0', '\u0966', '\u09E6'].map((zero) => zero.charCodeAt(0))

function ordinary(digit: string): string {
  const code = digit.charCodeAt(0)
  return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code))
}

/** In ordinary digits and spaces, without the marks of writing direction that telephones copy along, and with extensions called so. */
export function plainly(written: string): string {
  return written
    .normalize('NFKC')
    .replaceAll(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF]/g, ordinary)
    .replaceAll(/[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replace(/^(?:tel|phone|callto):/i, '')
    .replace(/ ?\b(?:dw|durchwahl|nebenstelle|poste|klappe|interno)\b[.:]? ?(?=\d{1,8}$)/i, ' ext. ')
    .trim()
}

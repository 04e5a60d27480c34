import { getCountryCallingCode, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js'
import { isolated } from '#flows/story/isolated.ts'
import { countryName } from '#infra/telephone/country-name.ts'
import type { Country } from '#infra/telephone/countries.ts'
import { readTelephone } from '#infra/telephone/may-call.ts'
import { spelledToday } from '#infra/telephone/spelled-today.ts'

/** What tells which numbers are written without their country. */
export interface Beside {
  /** A number in whose country the others are. */
  readonly beside?: string
  /** The organisation's country, by its two letters. */
  readonly home?: Country | undefined
}

/**
 * How a phone number is written: nationally at home, which is where `beside` or `home` says, and with its country in
 * front abroad; when nothing is said, nationally. What is not a phone number stays as it is.
 */
export function shownNumber(e164: string, where: Beside = {}): string {
  const number = read(e164)
  if (!number) return e164
  return isAtHome(number, where) ? number.formatNational() : number.formatInternational()
}

/** "Priya (202) 555-0156", "Priya (020 7946 0123)": who it is, and the number they called from, in a sentence. */
export function nameWithNumber(name: string, shown: string): string {
  return `${isolated(name)} ${shown.startsWith('(') ? shown : `(${shown})`}`
}

/** "Germany" beside a number that is not at home; null at home, and where nobody knows. */
export function countryAbroad(e164: string, where: Beside): string | null {
  const number = read(e164)
  return number?.country === undefined || isAtHome(number, where) ? null : countryName(number.country)
}

function read(e164: string): PhoneNumber | undefined {
  return E164.test(e164) ? parsePhoneNumberFromString(spelledToday(e164)) : undefined
}

/** Text around a number is not read: a name may hold one. */
const E164 = /^\+\d{4,20}$/

function isAtHome(number: PhoneNumber, { beside, home }: Beside): boolean {
  if (beside !== undefined) return number.countryCallingCode === parsePhoneNumberFromString(beside)?.countryCallingCode
  return home === undefined || number.countryCallingCode === getCountryCallingCode(home)
}

/** A number as somebody wrote it, as E.164; null when it is none. A number without its country is taken for one of `beside`’s. */
export function e164Of(written: string, { beside }: { readonly beside: string | null }): string | null {
  return readTelephone(written, beside === null ? undefined : parsePhoneNumberFromString(beside)?.country)
}

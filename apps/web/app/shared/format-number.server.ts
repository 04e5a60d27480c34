import { parsePhoneNumberFromString } from 'libphonenumber-js'

/**
 * How a telephone number is written: nationally beside a number of the same country, or when nothing is said;
 * internationally else. What is no number stays as it is.
 */
export function shownNumber(e164: string, { beside = e164 }: { readonly beside?: string } = {}): string {
  const number = parsePhoneNumberFromString(e164)
  if (!number) return e164
  const home = parsePhoneNumberFromString(beside)?.countryCallingCode
  return number.countryCallingCode === home ? number.formatNational() : number.formatInternational()
}

/** A number as somebody wrote it, as E.164; null when it is none. A number without its country is taken for one of `beside`’s. */
export function e164Of(written: string, { beside }: { readonly beside: string | null }): string | null {
  const country = beside === null ? undefined : parsePhoneNumberFromString(beside)?.country
  const number = parsePhoneNumberFromString(written, country === undefined ? {} : { defaultCountry: country })
  return number?.isPossible() && number.ext === undefined ? number.number : null
}

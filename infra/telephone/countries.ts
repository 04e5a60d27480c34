import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max'
import { countryName, NO_COUNTRY } from './country-name.ts'
import { telephoneOf } from './telephone-of.ts'

/** By its two letters (ISO 3166-1), as in `US`. */
export type Country = CountryCode

/** A country that can be called. */
export interface CallableCountry {
  readonly country: Country
  /** In English, as in "United Kingdom". */
  readonly name: string
  /** As in "+44"; several countries may share one. */
  readonly callingCode: string
}

/** Parts of a country that networks charge for like the rest of it: they are allowed together with it. */
const PARTS: Readonly<Partial<Record<Country, Country>>> = { PR: 'US', VI: 'US', GU: 'US', AS: 'US', MP: 'US' }

/** Every country that somebody may allow calls to, by name. */
export function callableCountries(): readonly CallableCountry[] {
  return getCountries()
    .filter((country) => !(country in PARTS))
    .map((country) => ({ country, name: countryName(country), callingCode: `+${getCountryCallingCode(country)}` }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** Whether calls to it can be allowed. */
export function isCallableCountry(written: string): written is Country {
  return isSupportedCountry(written) && !(written in PARTS)
}

/** Under which country an address is allowed or not: null for what calls no telephone (`telephoneOf`), {@link NO_COUNTRY} for a telephone of none. */
export function countryOf(address: string): string | null {
  const telephone = telephoneOf(address)
  if (telephone === null) return null
  const country = parsePhoneNumberFromString(telephone)?.country
  return country === undefined ? NO_COUNTRY : wholeCountry(country)
}

/** The country meant when an organisation's people write none: that of its first number, or the first it may call. */
export function homeCountry({
  numbers,
  countries,
}: {
  readonly numbers: readonly string[]
  readonly countries: readonly string[]
}): Country | undefined {
  return [...numbers.map(countryOf), ...countries].find((country) => country !== null && isSupportedCountry(country))
}

/** The country to which a part is counted, as the United States for Puerto Rico. */
function wholeCountry(country: Country): Country {
  return PARTS[country] ?? country
}

/** The country in which a time zone lies; null for a zone of none, such as UTC. */
export function countryOfZone(timeZone: string): Country | null {
  const { timeZone: canonical } = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions()
  const country = getCountries().find((one) => zonesOf(one).includes(canonical))
  return country === undefined ? null : wholeCountry(country)
}

/** TypeScript does not know it yet: Intl Locale Info, which every browser engine and Node have. */
function zonesOf(country: Country): readonly string[] {
  const locale: Intl.Locale & { getTimeZones?(): readonly string[] | undefined } = new Intl.Locale(`und-${country}`)
  return locale.getTimeZones?.() ?? []
}

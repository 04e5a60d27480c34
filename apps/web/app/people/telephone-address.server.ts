import { parsePhoneNumberFromString, type CountryCode, type NumberType, type PhoneNumber } from 'libphonenumber-js/max'
import { refused, type Refusal } from '#infra/errors.ts'

/** Where an organisation has numbers: E.164 of each. Numbers without a country are read as of the first one's. */
export type HomeNumbers = readonly string[]

/**
 * Reads what a person wrote as the telephone that rings for them. Calls to it are paid by the organisation, so whatever
 * is dear to call, or belongs to a service rather than to a person, is refused with the reason.
 */
export function telephoneAddress(written: string, home: HomeNumbers): { readonly ok: true; readonly address: string } | Refusal {
  if (EMERGENCY.has(written.replace(/\D/g, '').replace(/^1(?=911$)/, ''))) return refused('emergency-number', { address: written })
  const countries = home.flatMap((e164) => parsePhoneNumberFromString(e164)?.country ?? [])
  const number = parsePhoneNumberFromString(written, countries[0])
  if (!number?.isPossible() || number.ext !== undefined) return refused('address-invalid', { address: written })
  const dear = whyDear(number, countries)
  if (dear !== null) return refused('dear-number', { address: number.number, why: dear })
  // telephone fraud likes ranges that nobody has been given yet: whoever sells the way there is paid all the same
  return number.isValid() ? { ok: true, address: number.number } : refused('address-unassigned', { address: number.formatInternational() })
}

function whyDear(number: PhoneNumber, countries: readonly CountryCode[]): string | null {
  const { country, countryCallingCode } = number
  const type = number.getType()
  if (type !== undefined && type in DEAR_TYPES) return DEAR_TYPES[type] ?? null
  if (BEYOND_COUNTRIES.has(countryCallingCode)) return 'it belongs to a satellite or worldwide network, where a minute costs several dollars'
  const looksNorthAmerican = countryCallingCode === '1' && country !== undefined && !NORTH_AMERICA.has(country) && !countries.includes(country)
  return looksNorthAmerican ? `it looks North American, but is charged as a call abroad (${countryName(country)})` : null
}

function countryName(country: CountryCode): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country
}

const DEAR_TYPES: Readonly<Partial<Record<Exclude<NumberType, undefined>, string>>> = {
  PREMIUM_RATE: 'it is a premium-rate number',
  SHARED_COST: 'it is a shared-cost number, dearer than a usual call',
  PERSONAL_NUMBER: 'it is a forwarding number, charged like a premium one',
  PAGER: 'it is a pager, which nobody can answer',
  VOICEMAIL: 'it is a mailbox, which would answer in place of the person',
}

/** Calling codes that belong to no country. */
const BEYOND_COUNTRIES: ReadonlySet<string> = new Set(['870', '878', '881', '882', '883', '888', '979'])

/** Who shares the calling code 1 and is charged like a call at home. */
const NORTH_AMERICA: ReadonlySet<CountryCode> = new Set<CountryCode>(['US', 'CA', 'PR', 'VI', 'GU', 'AS', 'MP'])

/** Numbers for police, ambulance and fire around the world, and the North American crisis and test lines. */
const EMERGENCY = new Set(['911', '933', '988', '112', '999', '000', '110', '111', '113', '115', '117', '118', '119', '100', '101', '102', '103', '108'])

import { parsePhoneNumberFromString, type NumberType, type PhoneNumber } from 'libphonenumber-js/max'
import { refused, type Refusal } from '../errors.ts'
import { countryInSentence, countryName } from './country-name.ts'
import { countryOf, type Country } from './countries.ts'
import { readNumber } from './read-number.ts'
import { telephoneOf } from './telephone-of.ts'

/** Why an address must not be called. `dear.says` completes "…, because". */
export type CallRefusal =
  | { readonly why: 'no-address' }
  | { readonly why: 'emergency' }
  | { readonly why: 'dear'; readonly says: string }
  | { readonly why: 'unassigned'; readonly written: string }
  | { readonly why: 'country'; readonly country: string; readonly name: string }

/**
 * Whether an organisation may have an address called or written to: the one answer for devices, forwarding, outgoing
 * calls and texts, when an address is given and again when it is dialled. Calls are paid by the organisation, so whatever is
 * dear to call, or belongs to a service rather than to a person, is refused wherever it is; every other telephone needs its
 * country to be allowed.
 * @param address E.164, `sip:…` or `/private/…`. A SIP address that carries a phone number, be it behind a gateway's prefix,
 *   is judged as that number (`telephoneOf` says which); every other one belongs to no country.
 * @param countries those that may be called: `Organisation.countries`.
 * @returns null when it may.
 */
export function mayCall(address: string, countries: readonly string[]): CallRefusal | null {
  const never = neverCalled(address)
  if (never !== null) return never
  const country = countryOf(address)
  return country === null || countries.includes(country)
    ? null
    : { why: 'country', country, name: countryName(country) }
}

/** Why an address is not called, whichever countries are allowed. */
export function neverCalled(address: string): Exclude<CallRefusal, { readonly why: 'country' }> | null {
  const telephone = telephoneOf(address)
  if (telephone === null) return /^sips?:|^\/private\//i.test(address) ? null : { why: 'no-address' }
  if (isEmergency(telephone)) return { why: 'emergency' }
  const number = parsePhoneNumberFromString(telephone)
  if (!number?.isPossible() || number.ext !== undefined) return { why: 'no-address' }
  const dear = whyDear(number)
  if (dear !== null) return { why: 'dear', says: dear }
  // telephone fraud likes ranges that nobody has been given yet: whoever sells the way there is paid all the same
  return number.isValid() ? null : { why: 'unassigned', written: number.formatInternational() }
}

/** The same as the answer of a deed. @param whose what it was to be, as in "somebody’s device". */
export function callRefused(
  refusal: CallRefusal,
  { address, whose }: { readonly address: string; readonly whose: string },
): Refusal {
  switch (refusal.why) {
    case 'no-address':
      return refused('address-invalid', { address })
    case 'emergency':
      return refused('emergency-number', { address, whose })
    case 'dear':
      return refused('dear-number', { address, whose, why: refusal.says })
    case 'unassigned':
      return refused('address-unassigned', { address: refusal.written })
    case 'country':
      return refused('country-not-allowed', { address, country: countryInSentence(refusal.country) })
  }
}

/** Whether what somebody wrote calls the police, an ambulance or the fire brigade, or a crisis or test line. */
export function isEmergency(written: string): boolean {
  return EMERGENCY.has(written.replace(/\D/g, '').replace(/^1(?=911$)/, ''))
}

/** What somebody wrote as a telephone that is called directly (`readNumber`): null when it is none, or has an extension. */
export function readTelephone(written: string, home: Country | undefined): string | null {
  const number = readNumber(written, home)
  return number === null || number.extension !== null ? null : number.e164
}

function whyDear(number: PhoneNumber): string | null {
  const type = number.getType()
  if (type !== undefined && type in DEAR_TYPES) return DEAR_TYPES[type] ?? null
  return BEYOND_COUNTRIES.has(number.countryCallingCode)
    ? 'it belongs to a satellite or worldwide network, where a minute costs several dollars'
    : null
}

const DEAR_TYPES: Readonly<Partial<Record<Exclude<NumberType, undefined>, string>>> = {
  PREMIUM_RATE: 'it is a premium-rate number',
  SHARED_COST: 'it is a shared-cost number, dearer than a usual call',
  PERSONAL_NUMBER: 'it is a forwarding number, charged like a premium one',
  PAGER: 'it is a pager, which nobody can answer',
  VOICEMAIL: 'it is a mailbox, which would answer in place of the person',
}

/** Calling codes that belong to no country. */
const BEYOND_COUNTRIES: ReadonlySet<string> = new Set(['800', '808', '870', '878', '881', '882', '883', '888', '979'])

/** Numbers for police, ambulance and fire around the world, and the North American crisis and test lines. */
const EMERGENCY = new Set([
  '911',
  '933',
  '988',
  '112',
  '999',
  '000',
  '110',
  '111',
  '113',
  '115',
  '117',
  '118',
  '119',
  '100',
  '101',
  '102',
  '103',
  '108',
])

import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { mayCall } from './may-call.ts'

/**
 * Why an address is sent no text message, in words that complete "no text is sent to …:"; null when it may be. Where a plan of
 * numbers tells mobile telephones from others, those others are known to get none.
 * @param address as devices and callers have it: E.164, another kind of address, or null.
 * @param countries those that may be called and texted: `Organisation.countries`.
 */
export function takesNoTexts(address: string | null, countries: readonly string[]): string | null {
  if (address === null || !/^\+[1-9]\d{6,14}$/.test(address)) return 'there is no number that takes texts'
  const refusal = mayCall(address, countries)
  if (refusal?.why === 'country') return `texts to ${refusal.name} are not allowed`
  if (refusal !== null) return 'the number is none that may be texted'
  return parsePhoneNumberFromString(address)?.getType() === 'FIXED_LINE' ? 'the number is a landline' : null
}

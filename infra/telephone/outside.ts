import type { OutsideBarred } from '#flows/call/party.ts'
import { mayCall, neverCalled } from './may-call.ts'
import { telephoneOf } from './telephone-of.ts'

/** What is known of an organisation when a flow is to call somebody outside. */
export interface AroundOutside {
  /** The countries that may be called; null while they are not known. */
  readonly countries: readonly string[] | null
  /** Every number of the organisation, E.164. */
  readonly numbers: readonly string[]
}

/**
 * Why a flow must not call an address outside of the organisation: the guard against calls that go round in circles, and all that
 * `mayCall` refuses. Null when it may.
 * @param caller who calls, where somebody does
 */
export function whyNotOutside(
  address: string,
  { countries, numbers, caller = null }: AroundOutside & { readonly caller?: string | null },
): OutsideBarred | null {
  if (isOwnNumber(address, numbers)) return 'own-number'
  if (caller !== null && caller === (telephoneOf(address) ?? address)) return 'own-caller'
  // what one of our own lines forwards abroad, and that forwards back, would call for ever
  if (caller !== null && numbers.includes(caller)) return 'loop'
  const refusal = countries === null ? neverCalled(address) : mayCall(address, countries)
  if (refusal === null) return null
  return refusal.why === 'country' ? 'country-not-allowed' : 'not-allowed'
}

/** Whether an address calls the organisation itself, be it by way of a gateway. */
export function isOwnNumber(address: string, numbers: readonly string[]): boolean {
  return numbers.includes(telephoneOf(address) ?? address)
}

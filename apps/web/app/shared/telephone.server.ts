import { parsePhoneNumberFromString } from 'libphonenumber-js'

/** A number or address as people read it; `international` is what one hovers and copies. */
export interface Telephone {
  readonly national: string
  readonly international: string
}

/** E.164 in its country's own form; a SIP address or anything else stays as it is. */
export function telephone(address: string): Telephone {
  const number = parsePhoneNumberFromString(address)
  return number ? { national: number.formatNational(), international: number.formatInternational() } : { national: address, international: address }
}

import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Country } from '#infra/telephone/countries.ts'
import { shownNumber } from './format-number.server.ts'

/** A number or address as people read it; `international` is for hovering and copying. */
export interface Telephone {
  readonly national: string
  readonly international: string
}

/**
 * E.164 in its country's own form, or with its country in front where that is not `home`; a SIP address or anything else
 * stays as it is.
 */
export function telephone(address: string, home?: Country): Telephone {
  return {
    national: shownNumber(address, { home }),
    international: parsePhoneNumberFromString(address)?.formatInternational() ?? address,
  }
}

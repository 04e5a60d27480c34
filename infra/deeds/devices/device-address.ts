import type { DeviceKind } from '../../db/member/device.ts'
import { refused, type Refusal } from '../../errors.ts'
import { isSipAddress } from '../../signalwire/sip-address.ts'
import type { Country } from '../../telephone/countries.ts'
import { callRefused, isEmergency, mayCall, readTelephone } from '../../telephone/may-call.ts'

/** Where an organisation is, as far as telephones are concerned. */
export interface Home {
  /** Numbers without a country are read as being of this one; absent while none is known. */
  readonly country: Country | undefined
  /** The countries that may be called. */
  readonly countries: readonly string[]
}

/** Reads what a person wrote as the address of a device: E.164, `sip:…` or `/private/…`, and one that may be called. */
export function deviceAddress(
  { kind, address }: { readonly kind: DeviceKind; readonly address: string },
  { country, countries }: Home,
): { readonly ok: true; readonly address: string } | Refusal {
  const written = address.trim()
  switch (kind) {
    case 'phone': {
      if (isEmergency(written)) return callRefused({ why: 'emergency' }, { address: written, whose: DEVICE })
      const read = readTelephone(written, country)
      const refusal = read === null ? ({ why: 'no-address' } as const) : mayCall(read, countries)
      return refusal === null && read !== null
        ? { ok: true, address: read }
        : callRefused(refusal ?? { why: 'no-address' }, { address: read ?? written, whose: DEVICE })
    }
    case 'sip': {
      const refusal = isSipAddress(written) ? mayCall(written, countries) : ({ why: 'no-address' } as const)
      return refusal === null
        ? { ok: true, address: written }
        : callRefused(refusal, { address: written, whose: DEVICE })
    }
    case 'browser':
      return /^\/private\/(?!\.+$)[\w.~-]{1,100}$/.test(written)
        ? { ok: true, address: written }
        : refused('address-invalid', { address: written })
  }
}

/** What an address that is refused was to be. */
export const DEVICE = 'somebody’s device'

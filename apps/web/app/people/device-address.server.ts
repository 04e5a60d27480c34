import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { DeviceKind } from '#infra/db/member/device.ts'
import { refused, type Refusal } from '#infra/errors.ts'

/** Reads what a person wrote as the address of a device: E.164, `sip:…` or `/private/…`. */
export function deviceAddress({ kind, address }: { readonly kind: DeviceKind; readonly address: string }): { readonly ok: true; readonly address: string } | Refusal {
  const written = address.trim()
  switch (kind) {
    case 'phone':
      return telephone(written)
    case 'sip':
      return /^sips?:[^\s@]+@[^\s@]+$/i.test(written) ? { ok: true, address: written } : refused('address-invalid', { address: written })
    case 'browser':
      return /^\/private\/[\w.~-]+$/.test(written) ? { ok: true, address: written } : refused('address-invalid', { address: written })
  }
}

function telephone(written: string): { readonly ok: true; readonly address: string } | Refusal {
  if (EMERGENCY.has(written.replace(/\D/g, '').replace(/^1(?=911$)/, ''))) return refused('emergency-number', { address: written })
  const number = parsePhoneNumberFromString(written)
  return number?.isPossible() ? { ok: true, address: number.number } : refused('address-invalid', { address: written })
}

/** Numbers for police, ambulance and fire around the world, and the North American crisis and test lines. */
const EMERGENCY = new Set(['911', '933', '988', '112', '999', '000', '110', '111', '113', '115', '117', '118', '119', '100', '101', '102', '103', '108'])

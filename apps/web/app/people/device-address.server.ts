import type { DeviceKind } from '#infra/db/member/device.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { telephoneAddress, type HomeNumbers } from './telephone-address.server.ts'

/** Reads what a person wrote as the address of a device: E.164, `sip:…` or `/private/…`. */
export function deviceAddress(
  { kind, address }: { readonly kind: DeviceKind; readonly address: string },
  home: HomeNumbers,
): { readonly ok: true; readonly address: string } | Refusal {
  const written = address.trim()
  switch (kind) {
    case 'phone':
      return telephoneAddress(written, home)
    case 'sip':
      return /^sips?:[^\s@]+@[^\s@]+$/i.test(written) ? { ok: true, address: written } : refused('address-invalid', { address: written })
    case 'browser':
      return /^\/private\/[\w.~-]+$/.test(written) ? { ok: true, address: written } : refused('address-invalid', { address: written })
  }
}

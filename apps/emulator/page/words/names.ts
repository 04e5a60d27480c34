import type { BusinessNumber, Phone } from '../control-plane.ts'
import { nationalNumber } from './numbers.ts'

/** Names of phones and business numbers by their address. */
export type Names = ReadonlyMap<string, string>

/** Collects the names that the emulator knows. */
export function namesOf({ phones, numbers }: { phones: readonly Phone[]; numbers: readonly BusinessNumber[] }): Names {
  const names = new Map<string, string>()
  for (const { number, name } of [...numbers, ...phones]) if (name) names.set(number, name)
  return names
}

/** What to call an address: its name, else its number in national form. */
export function nameOf(names: Names, address: string): string {
  return names.get(address) ?? nationalNumber(address)
}

/** One or two letters for a face; a phone without a name gets the last two digits of its number. */
export function initials(names: Names, address: string): string {
  const name = names.get(address)
  if (!name) return address.replace(/\D/g, '').slice(-2) || address.replace(/\W/g, '').slice(0, 1).toUpperCase()
  const [first = '', second = ''] = name.split(/\s+/)
  return `${[...first][0] ?? ''}${[...second][0] ?? ''}`.toUpperCase()
}

import type { Seat } from '../../call/facts.ts'

/** The first telephone number among the addresses at which somebody is rung; null where there is none. */
export function numberAmong({ address, also = [] }: Pick<Seat, 'address' | 'also'>): string | null {
  return [address, ...also].find((one) => one !== null && /^\+\d{7,15}$/.test(one)) ?? null
}

import type { LegId } from '../live-call.ts'

/** Orders legs as they were to ring, by name (2-1, 2-3, 5-1): phones dialled at once begin to ring in any order. */
export function byLeg(a: LegId, b: LegId): number {
  const [ours, theirs] = [numbers(a), numbers(b)]
  const at = ours.findIndex((number, index) => number !== theirs[index])
  return at === -1 ? 0 : (ours[at] ?? 0) - (theirs[at] ?? 0)
}

/** In which ring of its call a leg was rung: its legs' names begin alike. */
export function ringOf(leg: LegId): string {
  return leg.split('-')[0] ?? leg
}

const numbers = (leg: LegId): number[] => leg.split('-').map((part) => Number(part) || 0)

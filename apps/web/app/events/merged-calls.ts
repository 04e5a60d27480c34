import type { TimelineCall } from '#infra/db/inbox/timeline.ts'

/** Newest first, each call once, as it was read last. */
export function merged<Call extends TimelineCall>(known: readonly Call[], read: readonly Call[]): readonly Call[] {
  const all = new Map([...known, ...read].map((call) => [call.id, call]))
  return [...all.values()].toSorted(byArrival)
}

/** Newest first. */
export function byArrival(a: TimelineCall, b: TimelineCall): number {
  return b.arrivedAt - a.arrivedAt || b.item - a.item
}

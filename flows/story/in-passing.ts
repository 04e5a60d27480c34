import type { CallEvent } from '../call/happenings/happening.ts'

/** Joining is told just before it happens: whoever leaves this soon after the later word heard nobody. Milliseconds. */
export const IN_PASSING = 500

/**
 * A call's events without talks that came to nothing, because one of the two left just as they met.
 * @param events of one call, in the order in which they were kept.
 */
export function withoutTalksInPassing(events: readonly CallEvent[]): readonly CallEvent[] {
  const lost = new Set(events.flatMap(({ what }) => (what.kind === 'winner-lost' ? [what.leg] : [])))
  return lost.size === 0 ? events : events.filter(({ what }) => what.kind !== 'talking' || !lost.has(what.leg))
}

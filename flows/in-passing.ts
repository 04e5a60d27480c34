import type { CallEvent } from './call-events.ts'

/** A document says that it comes into the room right before it does: whoever hangs up so soon after the later word heard nobody. Milliseconds. */
export const IN_PASSING = 500

/**
 * A call's events without talks that came to nothing, as one of the two went in passing.
 * @param events of one call, in the order in which they were kept.
 */
export function withoutTalksInPassing(events: readonly CallEvent[]): readonly CallEvent[] {
  const lost = new Set(events.flatMap(({ what }) => (what.kind === 'winner-lost' ? [what.leg] : [])))
  return lost.size === 0 ? events : events.filter(({ what }) => what.kind !== 'talking' || !lost.has(what.leg))
}

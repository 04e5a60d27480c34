import type { CallEvent } from '../call/happenings/happening.ts'
import type { LegId } from '../live-call.ts'
import { byLeg } from '../call/leg-order.ts'

/**
 * A call's events without dials that the carrier knew nothing of: whoever was dialled again was rung only once.
 * @param events of one call, in any order.
 */
export function withoutDialsInVain(events: readonly CallEvent[]): readonly CallEvent[] {
  const dialled = events.flatMap(({ what }) => (what.kind === 'rings' ? [what] : []))
  const shown = new Set(
    events.flatMap(({ what }) =>
      what.kind === 'phone-rings' || what.kind === 'picked-up' || what.kind === 'claimed' ? [what.leg] : [],
    ),
  )
  const isAnew = (one: (typeof dialled)[number], other: (typeof dialled)[number]): boolean =>
    one.member === other.member && ringOf(one.leg) === ringOf(other.leg) && byLeg(one.leg, other.leg) < 0
  const vain = new Set(
    dialled.filter((one) => !shown.has(one.leg) && dialled.some((other) => isAnew(one, other))).map(({ leg }) => leg),
  )
  return vain.size === 0
    ? events
    : events.filter(({ what }) => (what.kind !== 'rings' && what.kind !== 'stopped-ringing') || !vain.has(what.leg))
}

/** Legs of one ring begin with the number of its step. */
const ringOf = (leg: LegId): string | undefined => leg.split('-')[0]

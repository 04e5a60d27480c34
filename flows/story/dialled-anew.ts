import type { CallEvent } from '../call/happenings/happening.ts'
import { byLeg, ringOf } from '../call/leg-order.ts'

/**
 * A call's events without dials that the carrier knew nothing of: a phone that was dialled again rang only once.
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
    one.member === other.member &&
    one.address === other.address &&
    ringOf(one.leg) === ringOf(other.leg) &&
    byLeg(one.leg, other.leg) < 0
  const vain = new Set(
    dialled.filter((one) => !shown.has(one.leg) && dialled.some((other) => isAnew(one, other))).map(({ leg }) => leg),
  )
  return vain.size === 0
    ? events
    : events.filter(({ what }) => (what.kind !== 'rings' && what.kind !== 'stopped-ringing') || !vain.has(what.leg))
}

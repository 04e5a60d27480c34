import type { RingHow, RingOutcome } from '../live-call.ts'
import { MOST_AT_ONCE } from '../nodes/chosen-seats.ts'
import type { CallParts } from './call-parts.ts'
import type { Leg } from './leg-book.ts'
import { isSameParty, ringTogether, whomOf, whyNotRung, type Party, type Target } from './party.ts'

/** Phones that ring at the same time. */
export type Turn = readonly Target[]

/** Who rings, turn by turn; whoever does not is told in the story with the reason. */
export function turnsOf(
  { journal }: Pick<CallParts, 'journal'>,
  parties: readonly Party[],
  order: RingHow['order'],
): readonly Turn[] {
  const willing: Party[] = []
  for (const party of parties) {
    const why = whyNotRung(party) ?? (order === 'together' && willing.length === MOST_AT_ONCE ? 'limit' : null)
    if (why === null) willing.push(party)
    else journal.note({ kind: 'skipped', ...whomOf(party), why })
  }
  if (willing.length === 0) return []
  return (order === 'together' ? [willing] : willing.map((party) => [party])).map((turn) =>
    ringTogether(turn, MOST_AT_ONCE),
  )
}

/** Whether a party has declined at one of these legs: then it is not rung at any other. */
export function hasDeclined(party: Party, legs: readonly Leg[]): boolean {
  return legs.some((leg) => leg.why === 'declined' && isSameParty(leg.party, party))
}

/** What came of a ring in which nobody accepted. */
export function outcomeOf(legs: readonly Leg[]): RingOutcome {
  // of a phone that was dialled again counts what came of that
  const last = legs.filter((leg, at) => !legs.slice(at + 1).some((later) => isSamePhone(leg, later)))
  const rung = last.filter((leg) => leg.why !== null)
  if (rung.length === 0) return { kind: 'nobody' }
  const isRefused = (leg: Leg): boolean => leg.why === 'declined' || leg.why === 'busy' || hasDeclined(leg.party, rung)
  return rung.every(isRefused) ? { kind: 'declined' } : { kind: 'no-answer' }
}

function isSamePhone(one: Leg, other: Leg): boolean {
  return one.address === other.address && isSameParty(one.party, other.party)
}

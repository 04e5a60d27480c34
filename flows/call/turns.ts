import { milliseconds, type Duration, type RingFate, type RingHow, type RingOutcome } from '../live-call.ts'
import { MOST_AT_ONCE } from '../nodes/chosen-seats.ts'
import type { CallParts } from './call-parts.ts'
import type { Leg } from './leg-book.ts'
import { isSameParty, ringTogether, whomOf, whyNotRung, type NotRungBecause, type Party, type Target } from './party.ts'

/** Phones that ring at the same time, for so many seconds. */
export interface Turn {
  readonly targets: readonly Target[]
  readonly seconds: number
}

/** Who rings, turn by turn; whoever does not is told in the story with the reason. */
export function turnsOf(
  { journal }: Pick<CallParts, 'journal'>,
  parties: readonly Party[],
  how: Pick<RingHow, 'order' | 'time' | 'groups'>,
): readonly Turn[] {
  return groupsOf(parties, how).flatMap((group): readonly Turn[] => {
    const { willing, left } = whoRings(group.parties)
    for (const { party, why } of left) journal.note({ kind: 'skipped', ...whomOf(party), why })
    const seconds = milliseconds(group.time) / 1000
    return willing.length === 0 ? [] : [{ targets: ringTogether(willing, MOST_AT_ONCE), seconds }]
  })
}

/** Parties that are to ring at the same time, as a ring was asked for. */
export interface PartyGroup {
  readonly parties: readonly Party[]
  readonly time: Duration
}

/** Who is to ring when, group after group, those who may not be rung among them. */
export function groupsOf(
  parties: readonly Party[],
  { order, time, groups }: Pick<RingHow, 'order' | 'time' | 'groups'>,
): readonly PartyGroup[] {
  if (groups === undefined)
    return order === 'together' ? [{ parties, time }] : parties.map((party) => ({ parties: [party], time }))
  let from = 0
  return groups.map((group) => {
    const those = parties.slice(from, from + group.size)
    from += group.size
    return { parties: those, time: group.time }
  })
}

/** Of parties that are to ring at the same time: those who do, and why the others do not. */
export function whoRings(parties: readonly Party[]): {
  readonly willing: readonly Party[]
  readonly left: readonly { readonly party: Party; readonly why: NotRungBecause | 'limit' }[]
} {
  const willing: Party[] = []
  const left: { party: Party; why: NotRungBecause | 'limit' }[] = []
  for (const party of parties) {
    const why = whyNotRung(party) ?? (willing.length === MOST_AT_ONCE ? 'limit' : null)
    if (why === null) willing.push(party)
    else left.push({ party, why })
  }
  return { willing, left }
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
  return { kind: rung.every(isRefused) ? 'declined' : 'no-answer', fates: fatesOf(rung) }
}

/** What came of each party, of all its phones together: no is no, and whatever rang in vain counts for more than what did not ring. */
function fatesOf(rung: readonly Leg[]): readonly RingFate[] {
  const parties = rung.map(({ party }) => party)
  const each = parties.filter((party, at) => parties.findIndex((other) => isSameParty(party, other)) === at)
  return each.map((party) => {
    const ends = rung.filter((leg) => isSameParty(leg.party, party)).map(({ why }) => why)
    const all = (...those: readonly (typeof ends)[number][]): boolean => ends.every((why) => those.includes(why))
    if (ends.includes('declined')) return { party, why: 'declined' }
    return { party, why: all('failed') ? 'failed' : all('failed', 'busy') ? 'busy' : 'no-answer' }
  })
}

function isSamePhone(one: Leg, other: Leg): boolean {
  return one.address === other.address && isSameParty(one.party, other.party)
}

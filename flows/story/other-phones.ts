import type { LegId } from '../live-call.ts'
import type { CallEvent, Happening, LegEnd } from '../call/happenings/happening.ts'
import { ringOf } from '../call/leg-order.ts'
import { ofKind } from './telling.ts'

/**
 * A call's events without what is said by somebody's fate at another phone: whoever has accepted or declined at one of theirs
 * has decided for all of them, and accepting once more what is theirs already is no news.
 * @param events of one call, in any order.
 */
export function withoutOtherPhones(events: readonly CallEvent[]): readonly CallEvent[] {
  const stopped = new Set<LegId>()
  const theirs = new Set<LegId>()
  for (const [speaks, ...others] of peoplesPhones(events.map(({ what }) => what))) {
    if (speaks === undefined || rank(speaks) > DECIDES) continue
    for (const { leg } of others) {
      stopped.add(leg)
      if (speaks.hasAccepted) theirs.add(leg)
    }
  }
  if (stopped.size === 0) return events
  return events.filter(({ what }) => {
    if (what.kind === 'stopped-ringing') return !stopped.has(what.leg)
    return what.kind !== 'claim-refused' || what.why !== 'taken' || !theirs.has(what.leg)
  })
}

/** The same for the one sentence of what came of a call: of all phones that rang a person at once, one speaks for them. */
export function oneEndEach(all: readonly Happening[]): readonly Happening[] {
  const beside = new Set(peoplesPhones(all).flatMap((phones) => phones.slice(1).map(({ leg }) => leg)))
  return beside.size === 0 ? all : all.filter((what) => what.kind !== 'stopped-ringing' || !beside.has(what.leg))
}

/** One of several phones at which a person was rung in one ring, and how it ended; null while it has not. */
interface Phone {
  readonly leg: LegId
  readonly why: LegEnd | null
  readonly hasAccepted: boolean
}

/** The phones that rang one person together, for whoever has several: the one that speaks for them first. */
function peoplesPhones(all: readonly Happening[]): readonly (readonly Phone[])[] {
  const accepted = new Set(ofKind(all, 'claimed').map(({ leg }) => leg))
  const ends = new Map(ofKind(all, 'stopped-ringing').map(({ leg, why }) => [leg, why]))
  const people = new Map<string, { readonly addresses: Set<string>; readonly phones: Phone[] }>()
  for (const { leg, member, address } of ofKind(all, 'rings')) {
    if (member === undefined) continue
    const whose = `${ringOf(leg)} ${member}`
    const own = people.get(whose) ?? { addresses: new Set(), phones: [] }
    own.addresses.add(address)
    own.phones.push({ leg, why: ends.get(leg) ?? null, hasAccepted: accepted.has(leg) })
    people.set(whose, own)
  }
  return [...people.values()].flatMap(({ addresses, phones }) =>
    addresses.size < 2 ? [] : [phones.toSorted((one, other) => rank(one) - rank(other))],
  )
}

/** The lower, the more it says of the person. */
function rank({ why, hasAccepted }: Phone): number {
  if (hasAccepted) return 0
  return why === null ? Infinity : RANKS.indexOf(why) + 1
}

const RANKS: readonly LegEnd[] = [
  'declined',
  'no-answer',
  'unknown',
  'cancelled',
  'hung-up',
  'not-accepted',
  'busy',
  'failed',
]

/** Whoever has accepted or declined has decided for all of their phones. */
const DECIDES = 1

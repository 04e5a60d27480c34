import type { CallEvent, Happening, LegEnd, Outcome } from '#flows/call-events.ts'
import type { CallState } from '#flows/call-states.ts'
import type { LegProgress } from './leg.ts'

/** What a call's events amount to: the columns of its rows that nothing else writes. Times in milliseconds since 1970. */
export interface CallFold {
  readonly state: CallState
  readonly outcome: Outcome | null
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly seconds: number | null
  readonly legs: readonly FoldedLeg[]
  readonly recordings: readonly FoldedRecording[]
}

export interface FoldedLeg {
  readonly leg: string
  readonly carrier: string | null
  readonly member: string
  readonly name: string
  readonly address: string
  readonly state: LegProgress
  readonly ringingAt: number
  readonly pickedUpAt: number | null
  readonly claimedAt: number | null
  readonly joinedAt: number | null
  readonly endedAt: number | null
  readonly why: LegEnd | null
}

export interface FoldedRecording {
  readonly url: string
  readonly seconds: number
  readonly from: 'word' | 'callback' | 'log'
  readonly madeAt: number
}

/** A call of which nothing but its arrival is known. */
export const nothingYet: CallFold = { state: 'listening', outcome: null, answeredAt: null, endedAt: null, seconds: null, legs: [], recordings: [] }

/**
 * All events of a call. What was kept of a phone before it was kept that it is to ring counts as well: reporters are not
 * heard in the order in which things happen.
 */
export function foldAll(events: readonly CallEvent[]): CallFold {
  return events.reduce(foldEvent, events.reduce(withKnown, nothingYet))
}

/** The phone that an event makes known; null when it makes none known. */
export function ringing(what: Happening): Pick<FoldedLeg, 'leg' | 'carrier' | 'member' | 'name' | 'address'> | null {
  switch (what.kind) {
    case 'ordered':
      return { ...what, carrier: null }
    case 'rings':
      return what
    case 'claimed':
      return what.address === undefined ? null : { ...what, carrier: what.carrier ?? null, address: what.address }
    default:
      return null
  }
}

/** The fold with one more event; pure, so that folding all events anew gives the same rows. */
export function foldEvent(fold: CallFold, { at, what }: CallEvent): CallFold {
  switch (what.kind) {
    case 'entered':
      return { ...fold, state: moved(fold, 'listening') }
    case 'handed':
      return what.list.at(-1)?.do === 'record' ? { ...fold, state: moved(fold, 'recording') } : fold
    case 'ordered':
      return withKnown(fold, { at, what })
    case 'rings':
      return withKnown({ ...fold, state: moved(fold, 'ringing') }, { at, what })
    case 'not-rung':
      return withLeg(fold, what.leg, (leg) => ended(leg, { at, why: 'cancelled' }))
    case 'stopped-ringing':
      return withLeg(fold, what.leg, (leg) => ended(leg, { at, why: what.why }))
    case 'phone-rings':
      return withLeg(fold, what.leg, (leg) => ({ ...leg, carrier: leg.carrier ?? what.carrier ?? null }))
    case 'picked-up':
      return withLeg(fold, what.leg, (leg) => ({ ...leg, carrier: leg.carrier ?? what.carrier ?? null, state: leg.state === 'ringing' ? 'picked-up' : leg.state, pickedUpAt: leg.pickedUpAt ?? at }))
    case 'claimed':
      // that the phone was to ring may not be kept yet: whoever talks must be seen to talk all the same
      return withLeg(withKnown(fold, { at, what }), what.leg, (leg) => ({ ...leg, carrier: leg.carrier ?? what.carrier ?? null, state: leg.state === 'ringing' || leg.state === 'picked-up' ? 'claimed' : leg.state, claimedAt: leg.claimedAt ?? at }))
    case 'talking':
      return withLeg({ ...fold, state: moved(fold, 'talking'), answeredAt: fold.answeredAt ?? at }, what.leg, (leg) => ({
        ...leg,
        state: leg.state === 'ended' ? 'ended' : 'joined',
        joinedAt: leg.joinedAt ?? at,
      }))
    case 'winner-lost':
      return withLeg(withoutTalk(fold, what.leg), what.leg, (leg) => ended(leg, { at, why: 'hung-up' }))
    case 'recording':
      return withRecording(fold, { url: what.url, seconds: what.seconds, from: what.from, madeAt: at })
    case 'document-drives':
      return { ...fold, state: moved(fold, 'document-driven') }
    case 'ladder-connected':
      return { ...fold, answeredAt: fold.answeredAt ?? at }
    case 'ended':
      return {
        ...fold,
        state: 'ended',
        outcome: fold.outcome ?? what.outcome,
        endedAt: fold.endedAt ?? at,
        seconds: fold.seconds ?? what.seconds,
        // a call closes only when all its legs are known to be over; one whose end was not told must not seem to talk on
        legs: fold.legs.map((leg) => ended(leg, { at, why: leg.claimedAt === null ? 'unknown' : 'hung-up' })),
      }
    case 'caller-gone':
      return goneBefore(fold, at)
    case 'arrived':
    case 'first-list-differs':
    case 'begun':
    case 'in-room':
    case 'skipped':
    case 'claim-refused':
    case 'talk-ended': // the person's own leg goes on until it is told to have ended
    case 'no-message':
    case 'ladder-rings':
    case 'trouble':
      return fold
  }
}

/** What has ended stays ended, and what its document leads is led by it to the end. */
function moved({ state }: CallFold, to: CallState): CallState {
  return state === 'ended' || state === 'document-driven' ? state : to
}

/** Two who only seemed to talk: one of them went as they were brought together. */
function withoutTalk(fold: CallFold, name: string): CallFold {
  const joinedAt = fold.legs.find(({ leg }) => leg === name)?.joinedAt ?? null
  if (joinedAt === null) return fold
  return withLeg({ ...fold, answeredAt: fold.answeredAt === joinedAt ? null : fold.answeredAt }, name, (leg) => ({ ...leg, joinedAt: null }))
}

function withKnown(fold: CallFold, { at, what }: Pick<CallEvent, 'at' | 'what'>): CallFold {
  const rings = ringing(what)
  return rings ? withRinging(fold, { at, ...rings }) : fold
}

function withRinging(fold: CallFold, rings: Pick<FoldedLeg, 'leg' | 'carrier' | 'member' | 'name' | 'address'> & { readonly at: number }): CallFold {
  const { leg, carrier, member, name, address, at } = rings
  const known = fold.legs.some((other) => other.leg === leg)
  if (known) return withLeg(fold, leg, (same) => ({ ...same, carrier: same.carrier ?? carrier }))
  const fresh: FoldedLeg = { leg, carrier, member, name, address, state: 'ringing', ringingAt: at, pickedUpAt: null, claimedAt: null, joinedAt: null, endedAt: null, why: null }
  return { ...fold, legs: [...fold.legs, fresh] }
}

function withLeg(fold: CallFold, name: string, change: (leg: FoldedLeg) => FoldedLeg): CallFold {
  return { ...fold, legs: fold.legs.map((leg) => (leg.leg === name ? change(leg) : leg)) }
}

/** A call is over when its caller has gone, also where its engine heard of that only after it had closed the call by itself. */
function goneBefore(fold: CallFold, at: number): CallFold {
  if (fold.endedAt === null || at >= fold.endedAt) return fold
  return { ...fold, endedAt: at, seconds: fold.seconds === null ? null : Math.max(0, fold.seconds - Math.round((fold.endedAt - at) / 1000)) }
}

/** What has ended stays ended; why, may be told later. */
function ended(leg: FoldedLeg, { at, why }: { readonly at: number; readonly why: LegEnd }): FoldedLeg {
  if (leg.endedAt === null) return { ...leg, state: 'ended', endedAt: at, why }
  return leg.why === 'unknown' && why !== 'unknown' ? { ...leg, endedAt: Math.min(leg.endedAt, at), why } : leg
}

/** The same recording is heard of by up to three ways; the first counts. */
function withRecording(fold: CallFold, recording: FoldedRecording): CallFold {
  if (fold.recordings.some(({ url }) => url === recording.url)) return fold
  return { ...fold, recordings: [...fold.recordings, recording] }
}

import type { CallState } from '../call-states.ts'
import type { LegEnd, Outcome } from './happening.ts'
import { atArrival, type SoFar } from './so-far.ts'

/** What a call's rows say of it: what its happenings amount to. Times in milliseconds since 1970. */
export interface CallRows {
  readonly state: CallState
  readonly outcome: Outcome | null
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly seconds: number | null
  readonly legs: readonly LegRow[]
  readonly recordings: readonly FoldedRecording[]
}

export interface LegRow extends KnownPhone {
  readonly state: 'ringing' | 'picked-up' | 'claimed' | 'joined' | 'ended'
  readonly ringingAt: number
  readonly pickedUpAt: number | null
  readonly claimedAt: number | null
  readonly joinedAt: number | null
  readonly endedAt: number | null
  readonly why: LegEnd | null
}

/** A phone that a happening makes known: its leg, the carrier's id of that where it is known, and whose it is. */
export interface KnownPhone {
  readonly leg: string
  readonly carrier: string | null
  /** Null for whoever is no member of the organisation. */
  readonly member: string | null
  readonly name: string
  readonly address: string
}

export interface FoldedRecording {
  readonly url: string
  readonly seconds: number
  readonly from: 'word' | 'callback' | 'log'
  readonly madeAt: number
}

/** All that a call's happenings amount to: its rows, what is shown of it while it runs, and by what it is decided. */
export interface CallFold extends CallRows {
  readonly arrived: { readonly at: number; readonly caller: string; readonly number: string } | null
  /** The title of the node that the walk has come to. */
  readonly step: string | null
  readonly legs: readonly FoldedLeg[]
  /** Who has accepted and is there; null while nobody is. */
  readonly talk: FoldedTalk | null
  readonly soFar: SoFar
}

export interface FoldedLeg extends LegRow {
  /** Since when its phone rings, and for how long at most; null while it was only ordered. */
  readonly rung: { readonly at: number; readonly seconds: number } | null
  /** Somebody has accepted, or the caller has gone: it rings for nobody, whenever its end is told. */
  readonly isInVain: boolean
}

export interface FoldedTalk {
  /** Null for one that a ladder has brought about: whose phone that was is not told. */
  readonly leg: string | null
  /** Null where it is no member of the organisation, or nobody knows. */
  readonly member: string | null
  readonly name: string
  /** When they accepted; once the two are joined, since when they hear each other. */
  readonly since: number
  readonly isJoined: boolean
}

/** A call about which nothing is known. */
export const nothingYet: CallFold = {
  state: 'listening',
  outcome: null,
  answeredAt: null,
  endedAt: null,
  seconds: null,
  legs: [],
  recordings: [],
  arrived: null,
  step: null,
  talk: null,
  soFar: atArrival,
}

/** What has ended stays ended, and what its document leads is led by it to the end. */
export function moved({ state }: CallRows, to: CallState): CallState {
  return state === 'ended' || state === 'document-driven' ? state : to
}

/** The call with this phone among its legs; a leg that is there already learns the carrier's id. */
export function withPhone(call: CallFold, phone: KnownPhone | null, at: number): CallFold {
  if (phone === null) return call
  const { leg, carrier, member, name, address } = phone
  const isThere = call.legs.findLast((other) => other.leg === leg) !== undefined
  if (isThere) return withLeg(call, leg, (same) => ({ ...same, carrier: same.carrier ?? carrier }))
  const fresh: FoldedLeg = {
    leg,
    carrier,
    member,
    name,
    address,
    state: 'ringing',
    ringingAt: at,
    pickedUpAt: null,
    claimedAt: null,
    joinedAt: null,
    endedAt: null,
    why: null,
    rung: null,
    isInVain: false,
  }
  return { ...call, legs: [...call.legs, fresh] }
}

export function withLeg(call: CallFold, name: string, change: (leg: FoldedLeg) => FoldedLeg): CallFold {
  // what happens to a phone mostly happens to one of the last
  const index = call.legs.findLastIndex(({ leg }) => leg === name)
  const leg = call.legs[index]
  return leg === undefined ? call : { ...call, legs: call.legs.with(index, change(leg)) }
}

/** Nobody is rung any more. */
export function inVain(call: CallFold): CallFold {
  return { ...call, legs: call.legs.map((leg) => (leg.isInVain ? leg : { ...leg, isInVain: true })) }
}

/** What has ended stays ended; the reason may be told later. */
export function legEnded(leg: FoldedLeg, { at, why }: { readonly at: number; readonly why: LegEnd }): FoldedLeg {
  if (leg.endedAt === null) return { ...leg, state: 'ended', endedAt: at, why }
  return leg.why === 'unknown' && why !== 'unknown' ? { ...leg, endedAt: Math.min(leg.endedAt, at), why } : leg
}

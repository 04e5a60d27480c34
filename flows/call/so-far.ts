import type { Happening, Outcome } from './happenings/happening.ts'
import { mayFollow, type OpenState } from './call-states.ts'

/** What an open call amounts to so far: a fold over what has happened in it. */
export interface SoFar {
  readonly state: OpenState
  /** What would have come of the call if it ended now. */
  readonly outcome: Outcome
  /** When the caller went, milliseconds since 1970; null while they are there. */
  readonly goneAt: number | null
  /** Whether a voicemail may exist, although nobody has told of one. */
  readonly expectsMessage: boolean
}

/** What a call knows: what is written, and that a ring or a talk came to nothing, which others see by what follows it. */
export type Known = Happening | { readonly kind: 'unanswered' }

/** A call of which nothing but its arrival is known. */
export const atArrival: SoFar = { state: 'listening', outcome: 'completed', goneAt: null, expectsMessage: false }

/** The fold with one thing more. @param at when it happened, milliseconds since 1970 */
export function withKnown(soFar: SoFar, what: Known, at: number): SoFar {
  const to = leadsTo(what)
  return {
    // what has ended stays ended, and what its document leads is led by it to the end
    state: to !== null && mayFollow(soFar.state, to) ? to : soFar.state,
    outcome: better(soFar.outcome, cameTo(what)),
    goneAt: soFar.goneAt ?? (what.kind === 'caller-gone' ? at : null),
    expectsMessage: soFar.expectsMessage || asks(what, 'record') || what.kind === 'document-drives',
  }
}

/** Whether the caller and somebody have talked, or do. */
export function hasTalked({ state, outcome }: SoFar): boolean {
  return state === 'talking' || outcome === 'answered'
}

/** Whether somebody has ended the call and its caller is not known to be gone. */
export function callerStays({ state, goneAt }: SoFar): boolean {
  return state === 'ended' && goneAt === null
}

/** Whether nothing more is decided for the caller. */
export function isDecided({ state }: SoFar): boolean {
  return state === 'ended' || state === 'document-driven'
}

/** The state to which something leads, if it may follow; null for what leaves a call where it stands. */
export function leadsTo(what: Known): OpenState | null {
  switch (what.kind) {
    case 'handed':
      return asks(what, 'park') ? 'ringing' : asks(what, 'record') ? 'recording' : null
    case 'claimed':
      return 'accepted'
    case 'talking':
      return 'talking'
    case 'entered':
    case 'unanswered':
    case 'talk-ended':
    case 'winner-lost':
      return 'listening'
    case 'trouble':
      return what.with === 'flow' ? 'listening' : null
    case 'document-drives':
      return 'document-driven'
    case 'caller-gone':
    case 'ended-by':
    case 'ended':
      return 'ended'
    case 'arrived':
    case 'first-list-differs':
    case 'pushed':
    case 'begun':
    case 'ordered':
    case 'not-rung':
    case 'rings':
    case 'skipped':
    case 'stopped-ringing':
    case 'phone-rings':
    case 'picked-up':
    case 'claim-refused':
    case 'in-room':
    case 'recording':
    case 'no-message':
    case 'ladder-rings':
    case 'ladder-connected':
      return null
  }
}

/** What one thing alone would make of a call. */
function cameTo(what: Known): Outcome {
  switch (what.kind) {
    case 'talk-ended':
    case 'ladder-connected':
      return 'answered'
    case 'unanswered':
    case 'document-drives':
      return 'missed'
    case 'handed':
      return asks(what, 'record') ? 'missed' : 'completed'
    case 'trouble':
      return what.with === 'flow' ? 'missed' : 'completed'
    case 'caller-gone':
    case 'ended-by':
      return 'abandoned'
    case 'arrived':
    case 'entered':
    case 'first-list-differs':
    case 'pushed':
    case 'begun':
    case 'ordered':
    case 'not-rung':
    case 'rings':
    case 'skipped':
    case 'stopped-ringing':
    case 'phone-rings':
    case 'picked-up':
    case 'claimed':
    case 'claim-refused':
    case 'in-room':
    case 'talking':
    case 'winner-lost':
    case 'recording':
    case 'no-message':
    case 'ladder-rings':
    case 'ended':
      return 'completed'
  }
}

/** Who talked was not missed, and who was missed before they went has not given up early. */
function better(one: Outcome, other: Outcome): Outcome {
  return RANKS.indexOf(one) < RANKS.indexOf(other) ? other : one
}

const RANKS: readonly Outcome[] = ['completed', 'abandoned', 'missed', 'answered']

function asks(what: Known, instruction: 'park' | 'record'): boolean {
  return what.kind === 'handed' && what.list.at(-1)?.do === instruction
}

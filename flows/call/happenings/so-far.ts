import { mayFollow, type OpenState } from '../call-states.ts'
import type { CallFold } from './call-fold.ts'
import type { Outcome } from './happening.ts'

/**
 * By what an open call is decided: the part of its fold that goes by the order in which things happen. Its engine hears of
 * them in that order; others may not.
 */
export interface SoFar {
  readonly state: OpenState
  /** What would have come of the call if it ended now. */
  readonly outcome: Outcome
  /** When the caller went, milliseconds since 1970; null while they are there. */
  readonly goneAt: number | null
  /** Whether a voicemail may exist, although nobody has told of one. */
  readonly expectsMessage: boolean
}

/** Where one thing leads a call, and what it alone makes of it; null for nothing. See `Entry`. */
export interface Lead {
  readonly to: OpenState | null
  readonly outcome: Outcome | null
}

/** A call of which nothing but its arrival is known. */
export const atArrival: SoFar = { state: 'listening', outcome: 'completed', goneAt: null, expectsMessage: false }

/** The call, led by one thing more. What has ended stays ended, and what its document leads is led by it to the end. */
export function led(call: CallFold, { to, outcome }: Lead): CallFold {
  const { soFar } = call
  const state = to !== null && mayFollow(soFar.state, to) ? to : soFar.state
  const best = outcome === null ? soFar.outcome : better(soFar.outcome, outcome)
  return state === soFar.state && best === soFar.outcome ? call : { ...call, soFar: { ...soFar, state, outcome: best } }
}

/** The caller is asked for a message, or may be. */
export function messageExpected(call: CallFold): CallFold {
  return { ...call, soFar: { ...call.soFar, expectsMessage: true } }
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

/** Who talked was not missed, and who was missed before they went has not given up early. */
function better(one: Outcome, other: Outcome): Outcome {
  return RANKS.indexOf(one) < RANKS.indexOf(other) ? other : one
}

const RANKS: readonly Outcome[] = ['completed', 'abandoned', 'missed', 'answered']

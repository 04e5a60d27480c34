import type { Deed, Standing } from './call-states.ts'
import type { LegEnd } from './happenings/happening.ts'
import type { Instruction } from '../verbs/instruction.ts'
import type { ResultOf } from '../verbs/verbs.ts'
import type { LegId } from '../live-call.ts'

/** A leg's document has done its list and asks for the next step. */
export interface Word {
  /** Whose document; absent for the caller's. */
  readonly leg?: LegId
  /** The step whose list is done. */
  readonly step: number
  readonly result: WordResult | null
  /** Only with step 1: the list as it was delivered. */
  readonly delivered?: readonly Instruction[]
  /** Later answers would reach nobody. Words of earlier releases have none. */
  readonly patience?: Patience
}

/** How long an asker waits, told without comparing two clocks: `at` is compared only with readings of its own clock. */
export interface Patience {
  /** The clock that `at` was read from: each process that asks has a name of its own for its clock. */
  readonly clock: string
  /** When the question was sent. Milliseconds, by that clock. */
  readonly at: number
  /** How long somebody waits from then on. Milliseconds. */
  readonly ms: number
}

/** What a document learned while it ran its list. */
export type WordResult = NonNullable<ResultOf>

/** A person pressed 1. */
export interface ClaimWord {
  readonly leg: LegId
  /** The carrier's id of the leg, as its document says it. */
  readonly carrier?: string | null
  readonly patience?: Patience
}

export type ClaimReply =
  | { readonly kind: 'yours'; readonly room: string }
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'late' }
  | { readonly kind: 'gone' }

/** Somebody of the organisation does something to the call. */
export interface DeedWord {
  readonly what: Deed
  readonly by: { readonly member: string; readonly name: string; readonly as: Standing }
  /** The member to whom a call is transferred. */
  readonly to?: string
  /** Who was with the caller when it was asked for; absent where nobody was, or nobody knows. */
  readonly met?: Met
  readonly patience?: Patience
}

/**
 * Who is in the room with the caller, and since when. It changes nothing that its call decides while they talk, so that
 * nobody tells it for its own sake: it rides with what comes next.
 */
export interface Met {
  readonly leg: LegId
  /** Since when the two have been there, milliseconds since 1970. */
  readonly at: number
  /** The step whose document has brought the caller there; absent where the rows do not say. */
  readonly step?: number
}

/** Something happened that the walk may care about. Duplicates and any order are fine. */
export type News =
  /**
   * A document brings the caller into the room, and the call may wonder whether it did. `met`: whether the person is there already;
   * absent when nobody knows.
   */
  | { readonly kind: 'begun'; readonly step: number; readonly met?: boolean; readonly at: number }
  /** The carrier has taken the order to bring the caller into the room, and its document was not heard to begin within a moment. */
  | { readonly kind: 'not-begun'; readonly step: number; readonly at: number }
  /**
   * The person comes into the room in which the caller has waited for them, or may wait. `at` is null when all that is known is
   * that they have been there. `step`: whose document has brought the caller there before; absent where nobody knows, or that was told.
   */
  | { readonly kind: 'met'; readonly leg: LegId; readonly at: number | null; readonly step?: number }
  | {
      readonly kind: 'leg-ended'
      readonly leg: LegId
      readonly why: LegEnd
      readonly at: number
      readonly met?: Met
    }
  | { readonly kind: 'caller-ended'; readonly at: number; readonly met?: Met }
  /** The web has handed the call over to its document. */
  | { readonly kind: 'document-drives'; readonly why: string; readonly at: number; readonly met?: Met }
  /** A ladder's connect reached a person; name null when the carrier does not say whom. */
  | { readonly kind: 'ladder-connected'; readonly name: string | null; readonly at: number }

import type { Barred } from './facts.ts'
import type { LegId } from './live-call.ts'
import type { Instruction } from './instruction.ts'
import type { StepId } from './plan.ts'

/**
 * One thing that happened in a call. The rows of `call_event` hold these; stories, the inbox and
 * the live banner are folds over them.
 */
export interface CallEvent {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The step of the plan it happened in, where there is one. */
  readonly node: StepId | null
  readonly what: Happening
}

export type Happening =
  | { readonly kind: 'arrived'; readonly caller: string; readonly number: string; readonly flow: string; readonly version: number }
  | { readonly kind: 'entered'; readonly title: string; readonly node: string }
  /** The list that the caller's leg got; `by` as in `Step`. */
  | { readonly kind: 'handed'; readonly step: number; readonly list: readonly Instruction[]; readonly by: 'pull' | 'push' }
  /** The delivered first list differs from the one that the workflow would have given. */
  | { readonly kind: 'first-list-differs'; readonly delivered: readonly Instruction[]; readonly own: readonly Instruction[] }
  /** A phone is about to be rung: written before the carrier is told, so that nothing which the phone does is strange to us. */
  | { readonly kind: 'ordered'; readonly leg: LegId; readonly member: string; readonly name: string; readonly address: string; readonly seconds: number; readonly order: 'together' | 'in-turn' }
  /** An ordered phone was not rung after all: nobody waited for it any more. */
  | { readonly kind: 'not-rung'; readonly leg: LegId }
  | { readonly kind: 'rings'; readonly leg: LegId; /** The carrier's id of the leg; null while it is not known. */ readonly carrier: string | null; readonly member: string; readonly name: string; readonly address: string; readonly seconds: number; readonly order: 'together' | 'in-turn' }
  | { readonly kind: 'skipped'; readonly member: string; readonly name: string; readonly why: SkipReason }
  | { readonly kind: 'stopped-ringing'; readonly leg: LegId; readonly member: string; readonly name: string; readonly why: LegEnd; readonly seconds: number }
  /** A pushed document has begun to play. */
  | { readonly kind: 'begun'; readonly step: number }
  /** The carrier says that the phone rings, or that it was picked up; neither decides anything. It names its id of the leg. */
  | { readonly kind: 'phone-rings' | 'picked-up'; readonly leg: LegId; readonly carrier?: string }
  /** `carrier` as the leg's own document says it. */
  | { readonly kind: 'claimed'; readonly leg: LegId; readonly member: string; readonly name: string; readonly carrier?: string; /** Where it rang; absent in events of earlier releases. */ readonly address?: string }
  | { readonly kind: 'claim-refused'; readonly leg: LegId; readonly member: string; readonly name: string; readonly why: 'taken' | 'late' | 'gone' }
  /** The person's document brings them into the room; `left` when that was heard only as they left it, and since when they were there is not known. */
  | { readonly kind: 'in-room'; readonly leg: LegId; readonly left?: true }
  /** Both hear each other. */
  | { readonly kind: 'talking'; readonly leg: LegId; readonly member: string; readonly name: string }
  | { readonly kind: 'talk-ended'; readonly leg: LegId; readonly member: string; readonly name: string; readonly seconds: number }
  | { readonly kind: 'winner-lost'; readonly leg: LegId; readonly member: string; readonly name: string }
  | { readonly kind: 'recording'; readonly url: string; readonly seconds: number; readonly from: 'word' | 'callback' | 'log' }
  | { readonly kind: 'no-message' }
  | { readonly kind: 'caller-gone' }
  /** The document decides from here on (architecture.md 5.10). */
  | { readonly kind: 'document-drives'; readonly why: string }
  /** A ladder's own doings, told by the document or by the carrier's callbacks. */
  | { readonly kind: 'ladder-rings'; readonly members: readonly string[] }
  | { readonly kind: 'ladder-connected'; readonly name: string | null }
  | { readonly kind: 'trouble'; readonly with: 'dial' | 'redirect' | 'end' | 'carrier' | 'engine' | 'flow' | 'record'; readonly detail: string }
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly seconds: number }

export type SkipReason = Barred | 'talking' | 'limit'

/**
 * How a leg ended, in our words (the carrier's spellings are normalised at the edge). `unknown`: it is over, and whoever
 * could have said why was not heard.
 */
export type LegEnd = 'no-answer' | 'declined' | 'busy' | 'cancelled' | 'hung-up' | 'not-accepted' | 'failed' | 'unknown'

/**
 * answered: both were in the room. missed: nobody was reached. abandoned: the caller left before
 * that was clear (shown as missed). completed: the flow rang nobody and did what it says.
 */
export type Outcome = 'answered' | 'missed' | 'abandoned' | 'completed'

import type { Arrival } from '#flows/arrival.ts'
import type { LegEnd } from '#flows/call-events.ts'
import type { Instruction, Step } from '#flows/instruction.ts'
import type { LegId } from '#flows/live-call.ts'

/** All that the apps may know of the workflows: names, ids and the shapes that cross. */

export const TASK_QUEUE = 'calls'

/** The call workflow's type and the id under which a call runs. */
export const CALL_WORKFLOW = 'call'
export const callWorkflowId = (call: string): string => `call/${call}`

export interface CallInput {
  readonly arrival: Arrival
  /**
   * What opened the workflow. `word`: the document's first word. `sweep`: the document never
   * spoke, so the carrier is asked before anything is done. `document`: the document already
   * decides by itself, and the workflow only listens.
   */
  readonly openedBy: 'word' | 'sweep' | 'document'
}

/** Update `word`: the caller's document has done its list and asks for the next. Answer: a {@link Step}. */
export const WORD_UPDATE = 'word'
export const wordUpdateId = (step: number): string => `word-${step}`

export interface Word {
  /** The step whose list is done. */
  readonly step: number
  readonly result: WordResult | null
  /** Only with step 1: the list as it was delivered. */
  readonly delivered?: readonly Instruction[]
  /** Until when the asker waits, milliseconds since 1970; later answers would reach nobody. */
  readonly until: number
}

/** What a document learned while it ran its list. */
export type WordResult =
  | { readonly kind: 'recorded'; readonly url: string; readonly seconds: number }
  | { readonly kind: 'not-recorded' }
  | { readonly kind: 'left-room' }

export type WordReply = Step

/** Types of the failures with which a validator refuses a word or a claim; nothing is written. */
export const STALE_WORD = 'stale-word'
export const TOO_LATE = 'too-late'

/** Update `claim`: a person pressed 1. */
export const CLAIM_UPDATE = 'claim'
export const claimUpdateId = (leg: LegId): string => `claim-${leg}`

export interface ClaimWord {
  readonly leg: LegId
  readonly until: number
}

export type ClaimReply =
  | { readonly kind: 'yours'; readonly room: string }
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'late' }
  | { readonly kind: 'gone' }

/** Signal `news`: something happened that the walk may care about. Duplicates and any order are fine. */
export const NEWS_SIGNAL = 'news'

export type News =
  /** A pushed document has begun. */
  | { readonly kind: 'begun'; readonly step: number; readonly at: number }
  | { readonly kind: 'leg-answered'; readonly leg: LegId; readonly at: number }
  | { readonly kind: 'leg-ended'; readonly leg: LegId; readonly why: LegEnd; readonly at: number }
  | { readonly kind: 'caller-ended'; readonly at: number }
  | { readonly kind: 'recording'; readonly url: string; readonly seconds: number; readonly from: 'callback' | 'log'; readonly at: number }
  /** The web has handed the call over to its document. */
  | { readonly kind: 'document-drives'; readonly why: string; readonly at: number }
  /** A ladder's connect reached a person; name null when the carrier does not say whom. */
  | { readonly kind: 'ladder-connected'; readonly name: string | null; readonly at: number }

/** The workflow that tidies up after a call: recording, history export, proof. */
export const AFTER_CALL_WORKFLOW = 'afterCall'
export const afterCallWorkflowId = (call: string): string => `after-call/${call}`

export interface AfterCallInput {
  readonly organisation: string
  readonly call: string
  /** A caller was asked for a message: look for a recording for up to an hour. */
  readonly expectsRecording: boolean
  /** When the call ended, milliseconds since 1970. */
  readonly endedAt: number
}

/** The one watch of an installation over the carrier's log. */
export const CARRIER_WATCH_WORKFLOW = 'carrierWatch'
export const CARRIER_WATCH_ID = 'carrier-watch'

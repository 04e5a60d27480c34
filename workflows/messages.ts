import type { Arrival } from '#flows/arrival.ts'
import type { Step } from '#flows/instruction.ts'
import type { LegId } from '#flows/live-call.ts'
import type { News, Patience } from '#flows/open-call/call-words.ts'

export type { ClaimReply, ClaimWord, News, Patience, Word, WordResult } from '#flows/open-call/call-words.ts'

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
  /** News that came before there was a workflow to hear it, oldest first. */
  readonly heard?: readonly News[]
  /** When this was sent, by the clock of whoever opens the workflow: the workflow's own start tells how far the two clocks are apart. */
  readonly opened?: Omit<Patience, 'ms'>
}

/** Update `word`: the caller's document has done its list and asks for the next. Answer: a {@link Step}. */
export const WORD_UPDATE = 'word'
export const wordUpdateId = (step: number): string => `word-${step}`

export type WordReply = Step

/** Types of the failures with which a validator refuses a word or a claim; nothing is written. */
export const STALE_WORD = 'stale-word'
export const TOO_LATE = 'too-late'

/** Update `claim`: a person pressed 1. */
export const CLAIM_UPDATE = 'claim'
export const claimUpdateId = (leg: LegId): string => `claim-${leg}`

/** Signal `news`: something happened that the walk may care about. Duplicates and any order are fine. */
export const NEWS_SIGNAL = 'news'

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

/** Update `clock` of the watch: refused always, with the engine's time in milliseconds, so that asking leaves no event. */
export const CLOCK_UPDATE = 'clock'

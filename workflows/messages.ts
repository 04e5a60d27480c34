import type { Arrival } from '#flows/call/arrival.ts'
import type { Step } from '#flows/verbs/instruction.ts'
import type { LegId } from '#flows/live-call.ts'
import type { News, Patience, Word } from '#flows/call/call-words.ts'

export type { ClaimReply, ClaimWord, DeedWord, News, Patience, Word, WordResult } from '#flows/call/call-words.ts'

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

/** Update `word`: a leg's document, the caller's or a person's, has done its list and asks for the next. Answer: a {@link Step}. */
export const WORD_UPDATE = 'word'
export const wordUpdateId = ({ leg, step }: Pick<Word, 'leg' | 'step'>): string =>
  leg === undefined ? `word-${step}` : `word-${leg}-${step}`

export type WordReply = Step

/** Types of the failures with which a validator refuses a word, a claim or a deed; nothing is written. */
export const STALE_WORD = 'stale-word'
export const TOO_LATE = 'too-late'
/** A deed that the call does not do: over, for somebody who is not on the call, or not possible as it stands. */
export const DEED_REFUSED = 'deed-refused'

/** Update `claim`: a person pressed 1. */
export const CLAIM_UPDATE = 'claim'
export const claimUpdateId = (leg: LegId): string => `claim-${leg}`

/** Update `deed`: somebody of the organisation does something to the call. Asked again under the same id, it is done once. */
export const DEED_UPDATE = 'deed'
export const deedUpdateId = (id: string): string => `deed-${id}`

/**
 * Update `told`, mostly, or signal `news`: something happened that the walk may care about. Duplicates and any order are fine. An
 * update that a worker takes at once costs Temporal one write instead of three; a signal waits for a worker.
 */
export const NEWS_UPDATE = 'told'
export const NEWS_SIGNAL = 'news'

/** The workflow that follows a call whose caller was asked for a message: it looks for a recording for up to an hour. */
export const AFTER_CALL_WORKFLOW = 'afterCall'
export const afterCallWorkflowId = (call: string): string => `after-call/${call}`

export interface AfterCallInput {
  readonly organisation: string
  readonly call: string
  /** It was told to begin a moment after the call: it looks at once. Absent in what releases before the local orders gave. */
  readonly beginsLate?: true
}

/** As releases before the batches of histories gave it: one followed each call, and copied its history as well. */
export interface EarlierAfterCallInput extends AfterCallInput {
  readonly expectsRecording: boolean
}

/** The one workflow of an installation that copies the histories of closed calls. */
export const HISTORIES_WORKFLOW = 'histories'
export const HISTORIES_ID = 'histories'

/** The one watch of an installation over the carrier's log. */
export const CARRIER_WATCH_WORKFLOW = 'carrierWatch'
export const CARRIER_WATCH_ID = 'carrier-watch'

/** Update `clock` of the watch: refused always, with the engine's time in milliseconds, so that asking leaves no event. */
export const CLOCK_UPDATE = 'clock'

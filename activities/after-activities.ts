import type { AfterCallInput } from '#workflows/messages.ts'

/** A recording that the carrier holds for a call. */
export interface FoundRecording {
  readonly url: string
  readonly seconds: number
}

/** `refused`: what is there is not a recording that we keep; `missing`: the carrier does not have it, or not yet. */
export type KeepOutcome = 'kept' | 'refused' | 'missing'

/** What is done for calls when they are over, and beside them. All of it may be repeated. */
export interface AfterActivities {
  /** Looks for a recording in our rows and in the carrier's log; null while there is none. @param besides addresses that were looked at already */
  findRecording(input: AfterCallInput, besides: readonly string[]): Promise<FoundRecording | null>
  /** Fetches a recording from the carrier and keeps it in file storage. */
  keepRecording(input: AfterCallInput, recording: FoundRecording): Promise<KeepOutcome>
  /** Copies one closed call's history to file storage and records its hash: for what an earlier release began. */
  exportHistory(input: AfterCallInput): Promise<void>
  /** Copies the histories of all calls that close, in batches, for most of an hour or until told to stop. */
  copyHistories(): Promise<void>
  /**
   * Reads the carrier's log for open legs without news, over and over, for most of an hour or until told to stop.
   * @param seenTo milliseconds since 1970 up to which calls that never arrived have been looked for.
   * @returns the same for whoever watches on.
   */
  watchCarrier(seenTo: number): Promise<number>
}

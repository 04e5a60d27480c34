import type { AfterCallInput } from '#workflows/messages.ts'

/** A recording that the carrier holds for a call. */
export interface FoundRecording {
  readonly url: string
  readonly seconds: number
}

/** `refused`: what lies there is no recording that we keep; `missing`: the carrier does not have it, or not yet. */
export type KeepOutcome = 'kept' | 'refused' | 'missing'

/** What is done for a call when it is over. All of it may be repeated. */
export interface AfterActivities {
  /** Looks for a recording in our rows and in the carrier's log; null while there is none. @param besides addresses that were looked at already */
  findRecording(input: AfterCallInput, besides: readonly string[]): Promise<FoundRecording | null>
  /** Fetches a recording from the carrier and keeps it in file storage. */
  keepRecording(input: AfterCallInput, recording: FoundRecording): Promise<KeepOutcome>
  /** Copies the closed call's history to file storage and records its hash. */
  exportHistory(input: AfterCallInput): Promise<void>
  /**
   * Reads the carrier's log for open legs without news, again and again, for most of an hour or until told to stop.
   * @param seenTo milliseconds since 1970 up to which calls that never arrived have been looked for.
   * @returns the same for whoever watches on.
   */
  watchCarrier(seenTo: number): Promise<number>
}

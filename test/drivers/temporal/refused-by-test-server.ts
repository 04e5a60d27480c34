import type { LogEntry } from '@temporalio/worker'

/**
 * The time-skipping server refuses what a workflow decides when that cancels a timer which has gone off meanwhile, gives the task
 * to nobody again and skips no time from then on. A real server takes it.
 */
export class RefusedByTestServer extends Error {}

let refused = 0

/** How often that has happened in this process; which workflow it was is not told. */
export function refusals(): number {
  return refused
}

/** @param entry what the SDK reports. */
export function noteRefusal({ message, meta }: LogEntry): void {
  if (
    message === 'Error while completing workflow activation' &&
    String(meta?.error).includes('invalid history builder state')
  )
    refused += 1
}

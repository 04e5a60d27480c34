import { continueAsNew, isCancellation, proxyActivities, setWorkflowOptions } from '@temporalio/workflow'
import type { AfterActivities } from '#activities/after-activities.ts'
import { movesOn } from '../moves-on.ts'

const { copyHistories } = proxyActivities<AfterActivities>({
  // all its tries together: whatever fails, and however often, it is started again after this
  scheduleToCloseTimeout: '1h',
  // nobody waits for a history: another worker takes over after this
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
})

// it never ends
setWorkflowOptions(movesOn, histories)

/**
 * The one copier of histories of an installation. What is to be copied stands in the calls' own rows, so nothing is lost
 * with a run, and a call costs the engine nothing more. Each hour it starts afresh, so that its own history stays short.
 */
export async function histories(): Promise<void> {
  try {
    await copyHistories()
  } catch (error) {
    if (isCancellation(error)) throw error
    // the hour is up, or a bug: a fresh run goes on
  }
  await continueAsNew<typeof histories>()
}

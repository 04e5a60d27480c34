import {
  ActivityFailure,
  ApplicationFailure,
  continueAsNew,
  defineUpdate,
  isCancellation,
  proxyActivities,
  setHandler,
  setWorkflowOptions,
  TimeoutFailure,
} from '@temporalio/workflow'
import type { AfterActivities } from '#activities/after-activities.ts'
import { CLOCK_UPDATE } from '../messages.ts'
import { movesOn } from '../moves-on.ts'

const { watchCarrier } = proxyActivities<AfterActivities>({
  // all its tries together: whatever fails, and however often, the watch is started again after this
  scheduleToCloseTimeout: '1h',
  // four beats: who rings whom may depend on what nobody sees meanwhile
  heartbeatTimeout: '8s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '10s' },
})

const clock = defineUpdate(CLOCK_UPDATE)

// it never ends
setWorkflowOptions(movesOn, carrierWatch)

/**
 * The one watch of an installation: callbacks are advisory, so the carrier's log is read for open
 * legs without news, and differences are told to their calls as if a callback had come. Each hour
 * it starts afresh, so that its history stays short.
 * @param seenTo milliseconds since 1970 up to which the log was read for calls that never arrived; none for the very first.
 */
export async function carrierWatch(seenTo?: number): Promise<void> {
  setHandler(clock, () => {}, {
    validator: () => {
      throw ApplicationFailure.nonRetryable('the time', 'clock', { now: Date.now() })
    },
  })
  // the day before the watch began is read once, whatever becomes of this hour
  const from = seenTo ?? Date.now() - LOOKS_BACK
  let next = from
  try {
    next = await watchCarrier(from)
  } catch (error) {
    if (isCancellation(error)) throw error
    // the hour is up, or a bug: a fresh run watches on
    next = seenToIn(error) ?? from
  }
  await continueAsNew<typeof carrierWatch>(next)
}

/** How far a watch whose worker has died had come. */
function seenToIn(error: unknown): number | null {
  const cause = error instanceof ActivityFailure ? error.cause : null
  const beaten: unknown = cause instanceof TimeoutFailure ? cause.lastHeartbeatDetails : null
  return typeof beaten === 'number' ? beaten : null
}

/** Milliseconds. */
const LOOKS_BACK = 24 * 3_600_000

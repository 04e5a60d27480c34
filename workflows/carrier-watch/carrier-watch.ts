import { continueAsNew, isCancellation, proxyActivities } from '@temporalio/workflow'
import type { AfterActivities } from '#activities/after-activities.ts'

const { watchCarrier } = proxyActivities<AfterActivities>({
  startToCloseTimeout: '1h',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '10s' },
})

/**
 * The one watch of an installation: callbacks are advisory, so the carrier's log is read for open
 * legs without news, and differences are told to their calls as if a callback had come. Each hour
 * it begins anew, so that its history stays short.
 */
export async function carrierWatch(): Promise<void> {
  try {
    await watchCarrier()
  } catch (error) {
    if (isCancellation(error)) throw error
    // a timeout of the hour or a bug: a fresh run watches on
  }
  await continueAsNew<typeof carrierWatch>()
}

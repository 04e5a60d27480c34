import { ApplicationFailure, continueAsNew, defineUpdate, isCancellation, proxyActivities, setHandler, setWorkflowOptions, workflowInfo } from '@temporalio/workflow'
import type { AfterActivities } from '#activities/after-activities.ts'
import { CLOCK_UPDATE } from '../messages.ts'

const { watchCarrier } = proxyActivities<AfterActivities>({
  startToCloseTimeout: '1h',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '10s' },
})

const clock = defineUpdate(CLOCK_UPDATE)

// it never ends, so it goes over to each new release; its code must replay what the release before it has done. Where workers
// are not kept apart by release, the server refuses every task that names a behaviour.
setWorkflowOptions(() => ({ versioningBehavior: workflowInfo().currentDeploymentVersion?.deploymentName ? 'AUTO_UPGRADE' : undefined }), carrierWatch)

/**
 * The one watch of an installation: callbacks are advisory, so the carrier's log is read for open
 * legs without news, and differences are told to their calls as if a callback had come. Each hour
 * it begins anew, so that its history stays short.
 */
export async function carrierWatch(): Promise<void> {
  setHandler(clock, () => {}, {
    validator: () => {
      throw ApplicationFailure.nonRetryable('the time', 'clock', { now: Date.now() })
    },
  })
  try {
    await watchCarrier()
  } catch (error) {
    if (isCancellation(error)) throw error
    // a timeout of the hour or a bug: a fresh run watches on
  }
  await continueAsNew<typeof carrierWatch>()
}

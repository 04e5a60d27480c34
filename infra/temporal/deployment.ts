import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import proto from '@temporalio/proto'
import type { WorkerDeploymentOptions } from '@temporalio/worker'

/** The name under which Temporal keeps all releases of our workers. */
export const DEPLOYMENT = 'ringdown'

/** A release of the worker: everything that replays alike has one id. */
export interface Release {
  readonly client: Client
  readonly buildId: string
}

/** Calls stay with the release that began them; the watch and its like say for themselves that they move on. */
export function pinnedTo(buildId: string): WorkerDeploymentOptions {
  return {
    version: { deploymentName: DEPLOYMENT, buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'PINNED',
  }
}

/**
 * Makes a release the one that new calls go to, as soon as the server has seen a worker of it. A release that another one
 * has replaced stays replaced: its workers may start again while they finish their calls, and must not take the new ones.
 * @param force for going back to such a release.
 * @returns whether new calls go to this release now.
 */
export async function makeCurrent(
  { client, buildId }: Release,
  { force = false, stop }: { readonly force?: boolean; readonly stop?: AbortSignal } = {},
): Promise<boolean> {
  while (stop?.aborted !== true) {
    const status = await statusOf({ client, buildId })
    if (status === Status.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT) return true
    if (
      !force &&
      (status === Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING ||
        status === Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED)
    )
      return false
    if (status !== null) {
      const { namespace } = client.options
      const asked = {
        namespace,
        deploymentName: DEPLOYMENT,
        buildId,
        identity: client.options.identity,
        ignoreMissingTaskQueues: false,
      }
      // refused until a worker asks for each of our task queues: then it is tried again, and the status tells how it went
      await client.workflowService.setWorkerDeploymentCurrentVersion(asked).catch(() => undefined)
      if (await isCurrent({ client, buildId })) return true
    }
    await pause(LOOK_AGAIN, undefined, stop ? { signal: stop } : {}).catch(() => undefined)
  }
  return false
}

async function isCurrent(release: Release): Promise<boolean> {
  return (await statusOf(release)) === Status.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT
}

/** Whether new calls go to another release, so that this one only finishes what it began. */
export async function isReplaced(release: Release): Promise<boolean> {
  const status = await statusOf(release)
  return (
    status === Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING ||
    status === Status.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED
  )
}

/** Resolves when no call is left that only this release can go on with. A server that is away is waited for. */
export async function drained(
  { client, buildId }: Release,
  { stop }: { readonly stop?: AbortSignal } = {},
): Promise<void> {
  const query = `TemporalWorkerDeploymentVersion = "${DEPLOYMENT}:${buildId}" AND TemporalWorkflowVersioningBehavior = "Pinned" AND ExecutionStatus = "Running"`
  // what began a moment ago may not be counted yet
  for (let quiet = 0; quiet < 2 && stop?.aborted !== true;) {
    const open = await client.workflow.count(query).then(
      ({ count }) => count,
      () => null,
    )
    quiet = open === 0 ? quiet + 1 : 0
    await pause(LOOK_AGAIN, undefined, stop ? { signal: stop } : {}).catch(() => undefined)
  }
}

/** null while the server has seen no worker of the release, or is away. */
async function statusOf({ client, buildId }: Release): Promise<number | null> {
  const asked = { namespace: client.options.namespace, deploymentVersion: { deploymentName: DEPLOYMENT, buildId } }
  return await client.workflowService.describeWorkerDeploymentVersion(asked).then(
    ({ workerDeploymentVersionInfo }) => workerDeploymentVersionInfo?.status ?? null,
    () => null,
  )
}

const Status = proto.temporal.api.enums.v1.WorkerDeploymentVersionStatus

/** Milliseconds. */
const LOOK_AGAIN = 500

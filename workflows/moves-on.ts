import type { WorkflowDefinitionOptions } from '@temporalio/common'
import { workflowInfo } from '@temporalio/workflow'

/**
 * For a workflow in which nobody waits on the line: it goes over to each new release, so that no worker of the release
 * before need stay for it; its code must replay what that one has done. Where workers are not kept apart by release, the
 * server refuses every task that names a behaviour.
 */
export function movesOn(): WorkflowDefinitionOptions {
  return { versioningBehavior: workflowInfo().currentDeploymentVersion?.deploymentName ? 'AUTO_UPGRADE' : undefined }
}

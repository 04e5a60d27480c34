import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { projectRoot } from '#infra/env.ts'
import { bundleWorkflows } from '#infra/temporal/workflow-bundle.ts'
import type { Shape } from './messages.ts'

/** Where the naive build's workflows lie for its worker. */
export function naiveBundle(dataDir: string, shape: Shape): string {
  return join(dataDir, `${shape}-workflows.js`)
}

/** Bundles them, outside of the worker: the bundler's hundreds of megabytes would hide what calls take. */
export async function bundleNaive(dataDir: string, shape: Shape): Promise<void> {
  const workflowsPath = join(projectRoot, 'test/bench/naive/workflows.ts')
  const code =
    shape === 'sharing'
      ? await bundleWorkflows(workflowsPath)
      : (await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') })).code
  await writeFile(naiveBundle(dataDir, shape), code)
}

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { projectRoot } from '#infra/env.ts'

/** Where the naive build's workflows lie for its worker. */
export function naiveBundle(dataDir: string): string {
  return join(dataDir, 'naive-workflows.js')
}

/** Bundles them, outside of the worker: the bundler's hundreds of megabytes would hide what calls take. */
export async function bundleNaive(dataDir: string): Promise<void> {
  const { code } = await bundleWorkflowCode({ workflowsPath: join(projectRoot, 'test/bench/naive/call.ts'), logger: new DefaultLogger('ERROR') })
  await writeFile(naiveBundle(dataDir), code)
}

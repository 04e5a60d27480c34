import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findTestServer } from '#infra/temporal/server/find-tool.ts'
import { bundleWorkflows } from '#infra/temporal/workflow-bundle.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the bundled workflows, for `workflowBundle: { codePath }`. */
    workflowBundle: string
    /** Path of the time-skipping test server, for `server: { executable: { type: 'existing-path', path } }`. */
    temporalTestServer: string
  }
}

/** Once per run of the project: bundles the workflows and finds the test server, which every test file then shares. */
export default async function setUp(project: TestProject) {
  const server = await findTestServer((line) => console.log(line))
  const code = await bundleWorkflows()
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-workflows-'))
  const bundle = join(folder, 'workflows.js')
  await writeFile(bundle, code)
  project.provide('workflowBundle', bundle)
  project.provide('temporalTestServer', server)
  return () => rm(folder, { recursive: true, force: true })
}

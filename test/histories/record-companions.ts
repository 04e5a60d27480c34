import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { Worker } from '@temporalio/worker'
import type { AfterActivities } from '#activities/after-activities.ts'
import { findTestServer } from '#infra/temporal/server/find-tool.ts'
import { workflowBundle } from '#infra/temporal/workflow-bundle.ts'
import { quietRuntime } from '#test/drivers/temporal/quiet-runtime.ts'
import {
  AFTER_CALL_WORKFLOW,
  CARRIER_WATCH_WORKFLOW,
  HISTORIES_WORKFLOW,
  type AfterCallInput,
} from '#workflows/messages.ts'
import { kept } from './kept.ts'

/**
 * Records the histories of what goes over to each new release: what follows a call whose message is known late, and an hour
 * each of the watch and of the copier of histories. `node test/histories/record-companions.ts`; what `record.ts` says of recording again holds here too.
 */
quietRuntime()
const env = await TestWorkflowEnvironment.createTimeSkipping({
  server: { executable: { type: 'existing-path', path: await findTestServer() } },
})
let looks = 0
const activities: AfterActivities = {
  async findRecording() {
    looks += 1
    return looks < 3 ? null : { url: 'https://carrier.test/1', seconds: 4 }
  },
  keepRecording: async () => 'kept',
  async exportHistory() {},
  async copyHistories() {},
  watchCarrier: async (seenTo) => seenTo + 3_000_000,
}
const taskQueue = 'companions'
const worker = await Worker.create({
  connection: env.nativeConnection,
  taskQueue,
  workflowBundle: { codePath: await workflowBundle() },
  activities,
})
await worker.runUntil(async () => {
  const after: AfterCallInput = { organisation: 'o1', call: 'c1' }
  const call = await env.client.workflow.start(AFTER_CALL_WORKFLOW, {
    workflowId: 'after-call',
    taskQueue,
    args: [after],
  })
  await call.result()
  await record('after-call', call.firstExecutionRunId)
  for (const [type, name] of [
    [CARRIER_WATCH_WORKFLOW, 'carrier-watch'],
    [HISTORIES_WORKFLOW, 'histories'],
  ] as const) {
    const hour = await env.client.workflow.start(type, { workflowId: name, taskQueue })
    // it has been started again as soon as this run has a result
    await env.client.workflow
      .getHandle(name, hour.firstExecutionRunId, { followRuns: false })
      .result()
      .catch(() => undefined)
    await env.client.workflow.getHandle(name).terminate()
    await record(name, hour.firstExecutionRunId)
  }
})
await env.teardown()

async function record(name: string, run: string): Promise<void> {
  const history = historyToJSON(await env.client.workflow.getHandle(name, run).fetchHistory())
  await writeFile(fileURLToPath(new URL(`${name}.json`, kept)), `${JSON.stringify(JSON.parse(history))}\n`)
  console.log(`${name}: ${JSON.parse(history).events.length} events`)
}

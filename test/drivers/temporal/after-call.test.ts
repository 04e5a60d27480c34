import { activityInfo } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { AFTER_CALL_WORKFLOW, afterCallWorkflowId, type AfterCallInput } from '#workflows/messages.ts'
import { TemporalGround } from './temporal-ground.ts'

let ground: TemporalGround
beforeAll(async () => {
  ground = await TemporalGround.start({ workflowBundle: inject('workflowBundle'), temporalTestServer: inject('temporalTestServer') })
})
afterAll(() => ground.stop())

test('a message is fetched although the call’s history cannot be copied yet', async () => {
  const input: AfterCallInput = { organisation: 'o1', call: 'never-closes', expectsRecording: true, endedAt: 0 }
  const { env } = ground
  const kept: string[] = []
  const taskQueue = 'after-call-test'
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: {
      exportHistory: async () => {
        throw ApplicationFailure.retryable('the call has not closed yet')
      },
      findRecording: async () => ({ url: 'https://carrier.test/1', seconds: 4 }),
      keepRecording: async (_: AfterCallInput, { url }: { readonly url: string }) => void kept.push(url),
    },
  })
  await worker.runUntil(async () => {
    const handle = await env.client.workflow.start(AFTER_CALL_WORKFLOW, { workflowId: afterCallWorkflowId(input.call), taskQueue, args: [input] })
    await env.sleep('20s')
    await expect.poll(() => kept, { timeout: 10_000 }).toEqual(['https://carrier.test/1'])
    await handle.terminate()
  })
})

test('each piece of it is tried for a day, and none for ever', async () => {
  const input: AfterCallInput = { organisation: 'o1', call: 'for-a-day', expectsRecording: true, endedAt: 0 }
  const { env } = ground
  const triedFor = new Map<string, number | undefined>()
  const note = async () => void triedFor.set(activityInfo().activityType, activityInfo().scheduleToCloseTimeoutMs)
  const taskQueue = 'after-call-for-a-day-test'
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: { exportHistory: note, findRecording: async () => (await note(), { url: 'https://carrier.test/1', seconds: 4 }), keepRecording: note },
  })
  await worker.runUntil(env.client.workflow.execute(AFTER_CALL_WORKFLOW, { workflowId: afterCallWorkflowId(input.call), taskQueue, args: [input] }))
  const day = 24 * 3_600_000
  expect(Object.fromEntries(triedFor)).toEqual({ exportHistory: day, findRecording: day, keepRecording: day })
})

import { readFileSync } from 'node:fs'
import { activityInfo } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  AFTER_CALL_WORKFLOW,
  afterCallWorkflowId,
  type AfterCallInput,
  type EarlierAfterCallInput,
} from '#workflows/messages.ts'
import { kept } from '#test/histories/kept.ts'
import { TemporalGround } from './temporal-ground.ts'

/** How many events calls take; recorded by `node test/histories/record.ts`. */
const figures: Record<string, number> = JSON.parse(readFileSync(new URL('events.json', kept), 'utf8'))

let ground: TemporalGround
beforeAll(async () => {
  ground = await TemporalGround.start({
    workflowBundle: inject('workflowBundle'),
    temporalTestServer: inject('temporalTestServer'),
  })
})
afterAll(() => ground.stop())

test('a message is fetched although the call’s history cannot be copied yet, as a release before has them done together', async () => {
  const input: EarlierAfterCallInput = { organisation: 'o1', call: 'never-closes', expectsRecording: true }
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
    const handle = await env.client.workflow.start(AFTER_CALL_WORKFLOW, {
      workflowId: afterCallWorkflowId(input.call),
      taskQueue,
      args: [input],
    })
    await env.sleep('20s')
    await expect.poll(() => kept, { timeout: 10_000 }).toEqual(['https://carrier.test/1'])
    await handle.terminate()
  })
})

test('what was told of and is no recording hides none that there is, nor does one that is not there yet', async () => {
  const input: AfterCallInput = { organisation: 'o1', call: 'told-of' }
  const { env } = ground
  const told = ['page', 'late', 'message'].map((name) => ({ url: `https://carrier.test/${name}`, seconds: 4 }))
  const tried: string[] = []
  const taskQueue = 'after-call-told-of-test'
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: {
      // the message itself is known only at the third look
      findRecording: async (_: AfterCallInput, besides: readonly string[]) =>
        told.slice(0, tried.length < 3 ? 2 : 3).find(({ url }) => !besides.includes(url)) ?? null,
      async keepRecording(_: AfterCallInput, { url }: { readonly url: string }) {
        tried.push(url.slice(url.lastIndexOf('/') + 1))
        return url.endsWith('page') ? 'refused' : url.endsWith('late') ? 'missing' : 'kept'
      },
    },
  })
  await worker.runUntil(
    env.client.workflow.execute(AFTER_CALL_WORKFLOW, {
      workflowId: afterCallWorkflowId(input.call),
      taskQueue,
      args: [input],
    }),
  )
  expect(tried).toEqual(['page', 'late', 'late', 'message'])
})

test('each piece of it is tried for a day, and none for ever', async () => {
  const input: EarlierAfterCallInput = { organisation: 'o1', call: 'for-a-day', expectsRecording: true }
  const { env } = ground
  const triedFor = new Map<string, number | undefined>()
  const note = async () => void triedFor.set(activityInfo().activityType, activityInfo().scheduleToCloseTimeoutMs)
  const taskQueue = 'after-call-for-a-day-test'
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: {
      exportHistory: note,
      findRecording: async () => (await note(), { url: 'https://carrier.test/1', seconds: 4 }),
      keepRecording: note,
    },
  })
  await worker.runUntil(
    env.client.workflow.execute(AFTER_CALL_WORKFLOW, {
      workflowId: afterCallWorkflowId(input.call),
      taskQueue,
      args: [input],
    }),
  )
  const day = 24 * 3_600_000
  expect(Object.fromEntries(triedFor)).toEqual({ exportHistory: day, findRecording: day, keepRecording: day })
})

test('a voicemail takes no more events than it may, with the fetch of its message', async () => {
  const input: AfterCallInput = { organisation: 'o1', call: 'told-in-time', beginsLate: true }
  const { env } = ground
  const taskQueue = 'after-call-events-test'
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: {
      findRecording: async () => ({ url: 'https://carrier.test/1', seconds: 4 }),
      keepRecording: async () => 'kept',
    },
  })
  const workflowId = afterCallWorkflowId(input.call)
  await worker.runUntil(env.client.workflow.execute(AFTER_CALL_WORKFLOW, { workflowId, taskQueue, args: [input] }))
  const { events } = await env.client.workflow.getHandle(workflowId).fetchHistory()
  expect((events ?? []).length + (figures['voicemail'] ?? Infinity)).toBeLessThanOrEqual(28)
})

test('a message that is not found at once is looked for as long as before', async () => {
  const input: AfterCallInput = { organisation: 'o1', call: 'told-late', beginsLate: true }
  const { env } = ground
  const looks: boolean[] = []
  const taskQueue = 'after-call-late-test'
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: {
      async findRecording() {
        const { isLocal } = activityInfo()
        looks.push(isLocal)
        // the carrier's log does not answer at first
        if (looks.length === 1) throw ApplicationFailure.retryable('the log does not answer')
        return looks.length < 5 ? null : { url: 'https://carrier.test/1', seconds: 4 }
      },
      keepRecording: async () => 'kept',
    },
  })
  await worker.runUntil(
    env.client.workflow.execute(AFTER_CALL_WORKFLOW, {
      workflowId: afterCallWorkflowId(input.call),
      taskQueue,
      args: [input],
    }),
  )
  expect(looks).toEqual([true, false, true, true, true])
})

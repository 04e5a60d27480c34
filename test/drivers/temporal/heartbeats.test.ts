import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { BEATS_AT_ONCE, beating } from '#activities/calls/attempt.ts'
import { AFTER_CALL_WORKFLOW, afterCallWorkflowId, type EarlierAfterCallInput } from '#workflows/messages.ts'
import { TemporalGround } from './temporal-ground.ts'

let ground: TemporalGround
beforeAll(async () => {
  ground = await TemporalGround.start({
    workflowBundle: inject('workflowBundle'),
    temporalTestServer: inject('temporalTestServer'),
  })
})
afterAll(() => ground.stop())

test('Temporal hears each beat of an activity as it is made, so that a worker may stand still for a moment', async () => {
  const input: EarlierAfterCallInput = { organisation: 'o1', call: 'beats', expectsRecording: false }
  const { env } = ground
  const taskQueue = 'heartbeats-test'
  const enough = Promise.withResolvers<void>()
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: { exportHistory: () => beating(() => enough.promise) },
    ...BEATS_AT_ONCE,
  })
  await worker.runUntil(async () => {
    const handle = await env.client.workflow.start(AFTER_CALL_WORKFLOW, {
      workflowId: afterCallWorkflowId(input.call),
      taskQueue,
      args: [input],
    })
    const heard = new Set<number>() // milliseconds since 1970, by Temporal's clock
    while (heard.size < 4) {
      const { raw } = await handle.describe()
      const at = raw.pendingActivities?.[0]?.lastHeartbeatTime
      if (at) heard.add(Number(at.seconds) * 1000 + (at.nanos ?? 0) / 1_000_000)
      await pause(100)
    }
    const times = [...heard].toSorted((one, other) => one - other)
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    // held back, they would come 16 s apart; a machine that is slow for a moment must not fail the test
    expect(Math.min(...gaps)).toBeLessThan(5_000)
    enough.resolve()
    await handle.terminate()
  })
}, 30_000)

test('what a try remembers as it fails, the next one knows', async () => {
  const input: EarlierAfterCallInput = { organisation: 'o1', call: 'remembers', expectsRecording: false }
  const { env } = ground
  const taskQueue = 'remembering-test'
  const known: unknown[] = []
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundle') },
    activities: {
      exportHistory: () =>
        beating(async ({ number, remembered, remember }) => {
          known.push(remembered)
          remember([`told by try ${number}`])
          if (number < 3) throw new Error('again')
        }),
    },
    ...BEATS_AT_ONCE,
  })
  await worker.runUntil(
    env.client.workflow.execute(AFTER_CALL_WORKFLOW, {
      workflowId: afterCallWorkflowId(input.call),
      taskQueue,
      args: [input],
    }),
  )
  expect(known).toEqual([undefined, ['told by try 1'], ['told by try 2']])
}, 30_000)

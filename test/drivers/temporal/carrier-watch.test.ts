import { activityInfo, Context, heartbeat } from '@temporalio/activity'
import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dataConverter } from '#infra/temporal/client.ts'
import { CARRIER_WATCH_ID, CARRIER_WATCH_WORKFLOW } from '#workflows/messages.ts'
import { TemporalGround } from './temporal-ground.ts'

// a server without releases; deployment.test.ts has one with them
const keys = [{ id: 'k1', key: new Uint8Array(32).fill(1) }]
let ground: TemporalGround
beforeAll(async () => {
  ground = await TemporalGround.start({
    workflowBundle: inject('workflowBundle'),
    temporalTestServer: inject('temporalTestServer'),
    keys,
  })
})
afterAll(() => ground.stop())

interface Look {
  readonly run: string
  readonly attempt: number
  readonly from: number
  readonly beaten: unknown
}

test('the watch goes on where a try before it was, and is begun anew after an hour, whatever fails', async () => {
  const { env, client } = ground
  const looks: Look[] = []
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: 'carrier-watch-test',
    workflowBundle: { codePath: inject('workflowBundle') },
    dataConverter: dataConverter(keys),
    activities: {
      async watchCarrier(from: number): Promise<number> {
        const { attempt, heartbeatDetails: beaten, workflowExecution } = activityInfo()
        looks.push({ run: workflowExecution?.runId ?? '', attempt, from, beaten })
        const [first] = looks
        if (first?.run !== workflowExecution?.runId) throw new Error('this run does not get through')
        // what a beat tells is nobody's: the organisation of its payload is an empty name
        heartbeat(from + 5000)
        if (attempt === 1) throw new Error('the worker dies')
        return Number(beaten) + 2000
      },
    },
  })
  await worker.runUntil(async () => {
    const began = await env.currentTimeMs()
    const watch = await client.workflow.start(CARRIER_WATCH_WORKFLOW, {
      workflowId: CARRIER_WATCH_ID,
      taskQueue: 'carrier-watch-test',
    })
    await expect.poll(() => looks.length, { timeout: 20_000 }).toBeGreaterThan(2)
    const [first, second, third] = looks
    // the very first looks a day back
    expect(first?.from).toBeGreaterThan(began - 24 * 3_600_000 - 60_000)
    expect(first?.from).toBeLessThanOrEqual(began - 24 * 3_600_000 + 60_000)
    expect(second).toMatchObject({ run: first?.run, attempt: 2, beaten: (first?.from ?? 0) + 5000 })
    expect(third).toMatchObject({ attempt: 1, from: (first?.from ?? 0) + 7000 })
    expect(third?.run).not.toBe(first?.run)
    await env.sleep('61m')
    const later = () => looks.find(({ run }) => run !== first?.run && run !== third?.run)
    await expect.poll(later, { timeout: 30_000 }).toMatchObject({ attempt: 1, from: third?.from })
    await client.workflow.getHandle(watch.workflowId).terminate()
  })
})

test('a watch whose worker has died is missed after 8 s', async () => {
  const { env, client } = ground
  const begun: number[] = []
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: 'carrier-watch-dies-test',
    workflowBundle: { codePath: inject('workflowBundle') },
    dataConverter: dataConverter(keys),
    activities: {
      async watchCarrier(from: number): Promise<number> {
        heartbeat(from)
        // the first one no longer beats, as if it were dead
        if (begun.push(performance.now()) === 1) await Context.current().cancelled
        return from
      },
    },
  })
  await worker.runUntil(async () => {
    const watch = await client.workflow.start(CARRIER_WATCH_WORKFLOW, {
      workflowId: CARRIER_WATCH_ID,
      taskQueue: 'carrier-watch-dies-test',
    })
    await expect.poll(() => begun.length, { timeout: 20_000, interval: 100 }).toBeGreaterThan(1)
    const [first = 0, second = 0] = begun
    expect(second - first).toBeLessThan(11_000)
    await client.workflow.getHandle(watch.workflowId).terminate()
  })
}, 40_000)

import { fileURLToPath } from 'node:url'
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { AfterActivities } from '#activities/after-activities.ts'
import type { CallActivities } from '#activities/call-activities.ts'
import { trouble } from '#apps/web/carrier/readiness.ts'
import { TemporalCalls } from '#apps/web/carrier/temporal-calls.ts'
import type { Arrival } from '#flows/call/arrival.ts'
import { compile } from '#flows/language/compile.ts'
import { factsWith } from '#flows/nodes/scripted-call.ts'
import { openDatabase } from '#infra/db/orm.ts'
import { drained, isReplaced, makeCurrent, pinnedTo } from '#infra/temporal/deployment.ts'
import { findTemporal } from '#infra/temporal/server/find-tool.ts'
import { searchAttributes } from '#infra/temporal/server/plan.ts'
import { sales } from '#test/builders/flows.ts'
import {
  AFTER_CALL_WORKFLOW,
  afterCallWorkflowId,
  callWorkflowId,
  CARRIER_WATCH_ID,
  CARRIER_WATCH_WORKFLOW,
  TASK_QUEUE,
  type AfterCallInput,
} from '#workflows/messages.ts'
import { quietRuntime } from './quiet-runtime.ts'

// the time-skipping server knows no releases: this one is the server that npm start runs
let env: TestWorkflowEnvironment
const workers: { readonly stop: () => Promise<void> }[] = []

beforeAll(async () => {
  quietRuntime()
  env = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: await findTemporal() },
      searchAttributes: Object.entries(searchAttributes).map(([name, type]) =>
        defineSearchAttributeKey(name, type === 'Int' ? SearchAttributeType.INT : SearchAttributeType.KEYWORD),
      ),
    },
  })
})
afterAll(async () => {
  await Promise.all(workers.map(({ stop }) => stop()))
  await env.teardown()
})

test(
  'a release that cannot replay what runs: the talk under way ends well with the old one, new calls go to the new one, and the old one knows when it may stop',
  { timeout: 120_000 },
  async () => {
    const { client } = env
    const asked = new TemporalCalls(client)
    const old = await release('old', inject('workflowBundle'))
    expect(await makeCurrent({ client, buildId: 'old' })).toBe(true)
    const watch = await client.workflow.start(CARRIER_WATCH_WORKFLOW, {
      workflowId: CARRIER_WATCH_ID,
      taskQueue: TASK_QUEUE,
    })
    const after: AfterCallInput = {
      organisation: 'o1',
      call: 'before-release',
    }
    const message = await client.workflow.start(AFTER_CALL_WORKFLOW, {
      workflowId: afterCallWorkflowId(after.call),
      taskQueue: TASK_QUEUE,
      args: [after],
    })
    await expect.poll(() => old.served, { timeout: 20_000 }).toContain('before-release looks for its recording')
    await talkBegins(asked, 'during-release', old)

    const fresh = await release('new', { code: await nextRelease() })
    expect(await makeCurrent({ client, buildId: 'new' })).toBe(true)
    expect([await isReplaced({ client, buildId: 'old' }), await isReplaced({ client, buildId: 'new' })]).toEqual([
      true,
      false,
    ])
    // a worker of the old release that starts again while it drains takes no new calls back
    expect(await makeCurrent({ client, buildId: 'old' })).toBe(false)

    await talkBegins(asked, 'after-release', fresh)
    expect(old.served.filter((what) => what.startsWith('after-release'))).toEqual([])

    for (const call of ['during-release', 'after-release']) {
      await asked.tell(call, { kind: 'caller-ended', at: Date.now() })
      await asked.tell(call, { kind: 'leg-ended', leg: '2-1', why: 'hung-up', at: Date.now() })
      expect(await client.workflow.getHandle(callWorkflowId(call)).result()).toBe('answered')
    }
    expect(old.served.at(-1)).toBe('during-release closes')
    expect(fresh.served.filter((what) => what.startsWith('during-release'))).toEqual([])

    await drained({ client, buildId: 'old' })
    await old.stop()
    // the watch and what follows a call went over to the new release, and nothing waits for the old one
    for (const goesOver of [watch, message])
      await expect
        .poll(
          async () => (await goesOver.describe()).raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId,
          { timeout: 40_000 },
        )
        .toBe('new')
    await expect.poll(() => fresh.served, { timeout: 20_000 }).toContain('before-release looks for its recording')
    await message.terminate()
    const nowhere = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
    expect(await trouble({ db: nowhere, client, namespace: 'default' })).toEqual(['The database does not answer.'])
    await nowhere.close()

    // and back again, when somebody says so
    await release('old', inject('workflowBundle'))
    expect(await makeCurrent({ client, buildId: 'old' }, { force: true })).toBe(true)
  },
)

/** A worker of a release, and what it did for which call. Its carrier does at once whatever it is told. */
async function release(buildId: string, bundle: string | { readonly code: string }) {
  const served: string[] = []
  const activities: CallActivities & AfterActivities = {
    async dialLegs({ call }, { legs }) {
      served.push(`${call} dials`)
      return { written: true, legs: legs.map(({ leg }) => ({ leg, result: 'dialled', carrier: `carrier-${leg}` })) }
    },
    async moveCaller({ call }) {
      served.push(`${call} moves`)
      return { written: true, caller: 'moved', ended: [] }
    },
    async endLegs({ call }, { legs, farewell }) {
      served.push(`${call} ends`)
      return { written: true, ended: [...legs, ...farewell].map(({ leg }) => leg) }
    },
    lookUpLegs: async () => ({ written: true, callerEnded: false, begunAt: null, metAt: null, legs: [] }),
    askService: async () => ({ written: true, came: { kind: 'ok', values: {} }, untold: [] }),
    sendTexts: async () => ({ written: true, came: 'sent', untold: [] }),
    async closeCall({ call }) {
      served.push(`${call} closes`)
    },
    async findRecording({ call }) {
      served.push(`${call} looks for its recording`)
      return null
    },
    keepRecording: async () => 'kept',
    async exportHistory() {},
    async copyHistories() {},
    async watchCarrier() {
      throw new Error('there is no log to be watched')
    },
  }
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: TASK_QUEUE,
    workflowBundle: typeof bundle === 'string' ? { codePath: bundle } : bundle,
    activities,
    // nothing is remembered: every task is replayed, as after a restart
    maxCachedWorkflows: 0,
    workerDeploymentOptions: pinnedTo(buildId),
  })
  const running = worker.run()
  const stop = async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown()
    await running
  }
  workers.push({ stop })
  return { served, stop }
}

async function nextRelease(): Promise<string> {
  const workflowsPath = fileURLToPath(new URL('next-release/index.ts', import.meta.url))
  return (await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') })).code
}

/** A call comes in, a phone rings, its person accepts, and the caller is in the room with them. */
async function talkBegins(
  asked: TemporalCalls,
  call: string,
  worker: { readonly served: readonly string[] },
): Promise<void> {
  const arrival = arrives(call)
  const firstWord = () =>
    asked.firstWord(arrival, { step: 1, result: null, delivered: [], waits: 10_000 }, { heard: [], patience: 1500 })
  await expect
    .poll(firstWord, { timeout: 20_000 })
    .toMatchObject({ kind: 'answered', answer: { n: 2, list: [{ do: 'park' }] } })
  await expect.poll(() => worker.served, { timeout: 20_000 }).toContain(`${call} dials`)
  // asked again, as a document does, where an answer takes long
  await expect
    .poll(() => asked.claim(call, { leg: '2-1', waits: 10_000 }), { timeout: 15_000 })
    .toMatchObject({
      kind: 'answered',
      answer: { kind: 'yours' },
    })
  await expect.poll(() => worker.served, { timeout: 20_000 }).toContain(`${call} moves`)
  // a talk of a second: with less, the two would only have met in passing
  await asked.tell(call, { kind: 'begun', step: 3, at: Date.now() - 1000 })
}

function arrives(call: string): Arrival {
  const facts = { ...factsWith(), call }
  const compiled = compile(sales, { people: facts })
  if (!compiled.ok) throw new Error('the flow does not compile')
  return { organisation: 'o1', number: 'n1', flow: 'f1', version: 1, plan: compiled.plan, facts, first: [] }
}

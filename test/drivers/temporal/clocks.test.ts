import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { clockRemarks, engineClock } from '#apps/web/carrier/clock-skew.ts'
import { TemporalCalls } from '#apps/web/carrier/temporal-calls.ts'
import type { Arrival } from '#flows/call/arrival.ts'
import { compile } from '#flows/language/compile.ts'
import { factsWith } from '#flows/nodes/scripted-call.ts'
import { VirtualClock } from '#flows/rehearsal/clock.ts'
import { World } from '#flows/rehearsal/world.ts'
import { sales } from '#test/builders/flows.ts'
import { callWorkflowId, CARRIER_WATCH_ID, CARRIER_WATCH_WORKFLOW, TASK_QUEUE } from '#workflows/messages.ts'
import { TemporalGround } from './temporal-ground.ts'

const HOUR = 3_600_000

let ground: TemporalGround
beforeAll(async () => {
  ground = await TemporalGround.start({
    workflowBundle: inject('workflowBundle'),
    temporalTestServer: inject('temporalTestServer'),
  })
  await ground.env.sleep(HOUR) // from here on the engine's clock is an hour ahead of the web's
})
afterAll(() => ground.stop())

test('a web whose clock is far from the engine’s is answered in time, also after one of them was set during the call, and only who waits no longer is refused', async () => {
  const calls = new TemporalCalls(ground.env.client)
  const arrival = arrives('far-apart')
  const firstWord = () =>
    calls.firstWord(arrival, { step: 1, result: null, delivered: [], waits: 10_000 }, { heard: [], patience: 1500 })
  // as its document, which asks again when a busy engine took its time
  await expect
    .poll(firstWord, { timeout: 15_000 })
    .toMatchObject({ kind: 'answered', answer: { n: 2, list: [{ do: 'park' }] } })
  expect(await calls.claim('far-apart', { leg: '2-1', waits: 10_000 })).toMatchObject({ kind: 'answered' })
  await ground.env.sleep(15_000) // the engine's clock is set
  expect(await calls.claim('far-apart', { leg: '2-2', waits: 10_000 })).toMatchObject({ kind: 'answered' })
  expect(await calls.claim('far-apart', { leg: '2-3', waits: -1000 })).toEqual({ kind: 'silent' }) // it stopped waiting a second before it was sent
  await ground.env.client.workflow.getHandle(callWorkflowId('far-apart')).terminate('the test is over')
})

test('that the engine’s clock is off is said', async () => {
  const { client } = ground.env
  const watch = await client.workflow.start(CARRIER_WATCH_WORKFLOW, {
    workflowId: CARRIER_WATCH_ID,
    taskQueue: TASK_QUEUE,
  })
  expect(await clockRemarks({ Temporal: () => engineClock(client, { timeout: 10_000 }) })).toEqual([
    expect.stringMatching(/^The clock of Temporal is 3\d{3} s ahead of this machine’s/),
  ])
  await watch.terminate()
})

test('a workflow knows what was heard before it was there: for a caller who has gone nobody is rung, and the call is over', async () => {
  const calls = new TemporalCalls(ground.env.client)
  await calls.start({
    arrival: arrives('gone-before'),
    openedBy: 'sweep',
    heard: [{ kind: 'caller-ended', at: Date.now() }],
  })
  expect(await ground.env.client.workflow.getHandle(callWorkflowId('gone-before')).result()).toBe('abandoned')
  expect(ground.calls.get('gone-before')?.world.legs).toEqual([])
})

function arrives(call: string): Arrival {
  const facts = { ...factsWith(), call }
  const compiled = compile(sales, { people: facts })
  if (!compiled.ok) throw new Error('the flow does not compile')
  const world = new World(new VirtualClock(Date.now() + HOUR))
  world.connect({ word: () => new Promise(() => {}), claim: async () => ({ kind: 'gone' }), news: () => {} })
  ground.calls.set(call, {
    world,
    events: [],
    plain: (payload) => payload,
    handle: ground.env.client.workflow.getHandle(callWorkflowId(call)),
  })
  return { organisation: 'o1', number: 'n1', flow: 'f1', version: 1, plan: compiled.plan, facts, first: [] }
}

import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { TemporalCalls } from '#apps/web/carrier/temporal-calls.ts'
import { compile } from '#flows/language/compile.ts'
import { factsWith } from '#flows/nodes/scripted-call.ts'
import { VirtualClock } from '#flows/rehearsal/clock.ts'
import { World } from '#flows/rehearsal/world.ts'
import { sales } from '#test/builders/flows.ts'
import { callWorkflowId } from '#workflows/messages.ts'
import { TemporalGround } from './temporal-ground.ts'

let ground: TemporalGround
beforeAll(async () => {
  ground = await TemporalGround.start({
    workflowBundle: inject('workflowBundle'),
    temporalTestServer: inject('temporalTestServer'),
  })
})
afterAll(() => ground.stop())

test('a deed that the call refuses leaves no event in its history, and one that is asked for twice is done once', async () => {
  const calls = new TemporalCalls(ground.env.client)
  const handle = ground.env.client.workflow.getHandle(callWorkflowId('ended-by-ana'))
  const updatesIn = async () =>
    ((await handle.fetchHistory()).events ?? []).flatMap(
      ({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) => accepted?.acceptedRequest?.meta?.updateId ?? [],
    )
  const world = await ringing(calls, 'ended-by-ana')
  const by = { member: 'ana', name: 'Ana' }

  // whoever has not accepted is not on the call
  const early = { id: 'end-ana', what: 'end', by: { ...by, as: 'on-the-call' } } as const
  expect(await calls.deed('ended-by-ana', early)).toEqual({ kind: 'answered', answer: 'refused' })
  expect(await updatesIn()).toEqual(['word-1'])

  expect(await calls.claim('ended-by-ana', { leg: '2-1', waits: 10_000 })).toMatchObject({ kind: 'answered' })
  expect(await calls.deed('ended-by-ana', { ...early, id: 'hold-ana', what: 'hold' })).toMatchObject({
    answer: 'refused',
  })
  const twice = await Promise.all([calls.deed('ended-by-ana', early), calls.deed('ended-by-ana', early)])
  expect(twice).toEqual([
    { kind: 'answered', answer: 'done' },
    { kind: 'answered', answer: 'done' },
  ])
  await expect.poll(() => world.caller.ended, { timeout: 10_000 }).toBe(true)
  expect(await handle.result()).toBe('abandoned')
  expect(await updatesIn()).toEqual(['word-1', 'claim-2-1', 'deed-end-ana'])
  expect(ground.calls.get('ended-by-ana')?.events.map(({ key }) => key)).toContain('ended-by')
  expect(await calls.deed('ended-by-ana', { ...early, id: 'again' })).toEqual({ kind: 'closed' })
})

test('a document that is behind is told which step stands, and from where its call goes on alone', async () => {
  const calls = new TemporalCalls(ground.env.client)
  const handle = ground.env.client.workflow.getHandle(callWorkflowId('behind'))
  await ringing(calls, 'behind')
  await calls.claim('behind', { leg: '2-1', waits: 10_000 })
  // whoever has accepted is met in step 3, after which nobody is rung any more
  expect(await calls.word('behind', { step: 1, result: null, waits: 10_000 })).toMatchObject({ kind: 'answered' })
  expect(await calls.word('behind', { step: 0, result: null, waits: 10_000 })).toEqual({
    kind: 'behind',
    current: 3,
    from: null,
  })
  await handle.terminate('the test is over')
})

async function ringing(calls: TemporalCalls, call: string): Promise<World> {
  const facts = { ...factsWith(), call }
  const compiled = compile(sales, { people: facts })
  if (!compiled.ok) throw new Error('the flow does not compile')
  const world = new World(new VirtualClock(Date.now()))
  world.connect({ word: () => new Promise(() => {}), claim: async () => ({ kind: 'gone' }), news: () => {} })
  ground.calls.set(call, {
    world,
    events: [],
    plain: (payload) => payload,
    handle: ground.env.client.workflow.getHandle(callWorkflowId(call)),
  })
  const { plan } = compiled
  const arrival = { organisation: 'o1', number: 'n1', flow: 'f1', version: 1, plan, facts, first: [] }
  const firstWord = () =>
    calls.firstWord(arrival, { step: 1, result: null, delivered: [], waits: 10_000 }, { heard: [], patience: 1500 })
  await expect.poll(firstWord, { timeout: 15_000 }).toMatchObject({ kind: 'answered' })
  // its phone has been ordered
  await expect
    .poll(() => ground.calls.get(call)?.events.map(({ key }) => key), { timeout: 10_000 })
    .toContain('handed:2')
  return world
}

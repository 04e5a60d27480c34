import { expect, test } from 'vitest'
import { drawn } from '#test/builders/flows.ts'
import { opening } from '../first-list.ts'
import { ladderFrom } from '../outage/outage.ts'
import { exampleArrival } from '../testing/example-arrival.ts'
import { factsWith } from '../nodes/scripted-call.ts'
import { walk } from '../walk.ts'
import { ScriptedCall } from '../nodes/scripted-call.ts'
import { decidedAtArrival } from './decide.ts'
import type { Plan } from './plan.ts'

const { edges, ...two } = drawn('Two ways', ['split'], ['play', { text: 'This way.' }], ['play', { text: 'That way.' }])
const flow = {
  ...two,
  edges: [
    ...edges.filter(({ from }) => from !== 'n1' && from !== 'n2'),
    { from: 'n1', exit: 'share-1', to: 'n2' },
    { from: 'n2', exit: 'next', to: 'n4' },
    { from: 'n1', exit: 'share-2', to: 'n3' },
  ],
}

test.each([
  ['share-1', 'This way.'],
  ['share-2', 'That way.'],
])(
  'what was decided as %s holds for the engine, for what is heard at once, and for a document that is alone',
  async (way, words) => {
    const { plan, facts } = exampleArrival(flow, { decided: { n1: way } })
    const call = new ScriptedCall(facts)
    await walk(plan, call)
    expect(call.told).toContain(`says “${words}”`)
    expect((await opening(plan, facts)).list[0]).toMatchObject({ prompt: { say: words } })
    expect((await ladderFrom(plan, facts, plan.start))[0]).toMatchObject({ prompt: { say: words } })
  },
)

test('where nobody decided, the exit for an outage is taken', async () => {
  const { plan } = exampleArrival(flow)
  const ladder = await ladderFrom(plan, factsWith(), plan.start)
  expect(ladder[0]).toMatchObject({ prompt: { say: 'This way.' } })
})

test('a node that cannot decide is told of and stays undecided: the call comes in, and the others decide', () => {
  const { plan } = exampleArrival(drawn('Twice', ['split'], ['split'], ['hang-up']))
  const broken = { ...plan, steps: { ...plan.steps, n1: { ...plan.steps.n1, config: {} } } } as Plan
  const failed: string[] = []
  const { decided } = decidedAtArrival(broken, factsWith(), {}, (node) => failed.push(node))
  expect(Object.keys(decided ?? {})).toEqual(['n2'])
  expect(failed).toEqual(['n1'])
})

test('a plan that decides nothing freezes nothing', () => {
  const { plan } = exampleArrival(drawn('Plain', ['hang-up']))
  expect(decidedAtArrival(plan, factsWith(), {})).not.toHaveProperty('decided')
})

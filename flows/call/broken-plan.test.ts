import { expect, test } from 'vitest'
import sales from '../examples/sales.json' with { type: 'json' }
import type { Plan } from '../language/plan.ts'
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { story } from '../story/story.ts'
import { exampleArrival } from '../testing/example-arrival.ts'

test('a plan that cannot be walked on closes its call: nobody rings any more, the caller is hung up on, and the story says so', async () => {
  const { plan, facts } = exampleArrival(sales)
  const [start, step] = Object.entries(plan.steps).find(([id]) => id === plan.start) ?? []
  if (start === undefined || !step) throw new Error('the plan has no start')
  const broken: Plan = { ...plan, steps: { ...plan.steps, [start]: { ...step, exits: {} } } }
  const rehearsal = new Rehearsal({
    organisation: 'o1',
    number: 'n1',
    flow: 'f1',
    version: 1,
    plan: broken,
    facts,
    first: [],
  })
  await rehearsal.begin()
  await rehearsal.finishes()
  expect(rehearsal.outcome).toBe('missed')
  await rehearsal.passes(1000)
  expect(rehearsal.world.caller.ended).toBe(true)
  expect(rehearsal.world.legs.filter(({ state }) => state !== 'ended')).toEqual([])
  expect(story(rehearsal.events.map(({ event }) => event)).map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/The flow could not go on: node .* has no exit/),
  )
})

import { expect, test } from 'vitest'
import support from '#flows/examples/support.json' with { type: 'json' }
import { opening } from '#flows/first-list.ts'
import { exampleArrival } from '#flows/testing/example-arrival.ts'
import { firstStep } from './arrivals.ts'

test('whoever has heard the first words does not hear them again from a document that goes on alone', async () => {
  const arrives = exampleArrival(support)
  const { list } = await opening(arrives.plan, arrives.facts)
  const welcome = { do: 'say', prompt: { say: 'Welcome to Harbour Bikes support.' } } as const
  const step = await firstStep({ ...arrives, first: list })
  expect(step).toMatchObject({ n: 1, node: 'everyone', list: [welcome] })
  expect(step.ladder.map((rung) => rung.do)).toEqual(['connect', 'record', 'hang-up'])
})

import { expect, test } from 'vitest'
import support from '../examples/support.json' with { type: 'json' }
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { exampleArrival } from '../testing/example-arrival.ts'

test('who has picked up when another one accepts hears who has the call to its end: nobody ends their leg before', async () => {
  const rehearsal = new Rehearsal(exampleArrival(support))
  const { world } = rehearsal
  const ends = endsOf(rehearsal)
  await rehearsal.begin()
  await rehearsal.passes(15_000)
  const [first, second] = world.legs
  first?.phone.pickUp()
  second?.phone.pickUp()
  second?.phone.press1()
  await rehearsal.passes(1000)
  expect(first).toMatchObject({
    state: 'answered',
    phone: { hears: expect.stringMatching(/has already taken this call/) },
  })
  await rehearsal.passes(4000)
  expect(first).toMatchObject({ state: 'ended', why: 'hung-up' })
  expect(ends).not.toContain(first?.id)
})

test('a leg that goes on after its last words all the same is ended', async () => {
  const rehearsal = new Rehearsal(exampleArrival(support))
  const { world } = rehearsal
  const ends = endsOf(rehearsal)
  await rehearsal.begin()
  await rehearsal.passes(15_000)
  const [first, second] = world.legs
  if (!first || !second) throw new Error('nobody rings')
  // the carrier takes the document and does not play it
  first.phone.hearLast = () => {}
  first.phone.pickUp()
  second.phone.pickUp()
  second.phone.press1()
  await rehearsal.passes(7000)
  expect(first.state).toBe('answered')
  expect(ends).not.toContain(first.id)
  await rehearsal.passes(6000)
  expect(first.state).toBe('ended')
  expect(ends).toContain(first.id)
})

test('a leg that goes on after it was told that the caller has gone is ended', async () => {
  const rehearsal = new Rehearsal(exampleArrival(support))
  const { world } = rehearsal
  await rehearsal.begin()
  await rehearsal.passes(15_000)
  const [first] = world.legs
  if (!first) throw new Error('nobody rings')
  let told = 0
  // the carrier takes the document and does not play it
  first.phone.hearLast = () => void (told += 1)
  first.phone.pickUp()
  first.claimed = 'late'
  world.caller.hangUp()
  await rehearsal.passes(7000)
  expect(first.state).toBe('answered')
  await rehearsal.passes(6000)
  expect({ state: first.state, told }).toEqual({ state: 'ended', told: 1 })
})

/** The legs that a call orders to be ended, as it does. */
function endsOf({ call }: Rehearsal): readonly string[] {
  const ends: string[] = []
  const end = call.exchange.end.bind(call.exchange)
  call.exchange.end = (order) => {
    ends.push(...order.legs.map(({ leg }) => leg))
    return end(order)
  }
  return ends
}

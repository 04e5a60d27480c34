import { expect, test } from 'vitest'
import support from '../examples/support.json' with { type: 'json' }
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { exampleArrival } from '../testing/example-arrival.ts'

test('who accepted and cannot be met is told so by a step of their own leg, which ends it', async () => {
  const rehearsal = new Rehearsal(exampleArrival(support), {
    moves: Array.from({ length: 20 }, () => 'lost-and-unmoved'),
  })
  const { call, first } = await accepted(rehearsal)
  await rehearsal.passes(22_000)
  expect(call.currentOf(first.id)).toMatchObject({ n: 3, by: 'push', list: [{ do: 'say' }, { do: 'hang-up' }] })
  await rehearsal.passes(10_000)
  expect(String(rehearsal.world.timeline)).toContain('hears: The call could not be connected.')
  expect(first).toMatchObject({ state: 'ended', why: 'hung-up' })
})

test('a person out of the room asks what now, and is let go although nobody tells that the caller has gone', async () => {
  const rehearsal = new Rehearsal(exampleArrival(support))
  const { call, world, first } = await accepted(rehearsal)
  await rehearsal.passes(10_000)
  expect(world.talkingTo).toBe(first.phone)
  expect(call.currentOf(first.id)).toMatchObject({ n: 2, list: [{ do: 'join' }] })
  const next = call.word({ leg: first.id, step: 2, result: { kind: 'left-room' } })
  await rehearsal.passes(2500)
  expect(await next).toMatchObject({ n: 3, by: 'pull', list: [{ do: 'hang-up' }] })
  expect(call.soFar.outcome).toBe('answered')
})

test('a question of a leg that the call never ordered is told to hang up', async () => {
  const rehearsal = new Rehearsal(exampleArrival(support))
  await rehearsal.begin()
  expect(await rehearsal.call.word({ leg: '9-9', step: 2, result: null })).toMatchObject({ list: [{ do: 'hang-up' }] })
})

test('the caller goes on while the carrier takes its time to move whoever they could not meet, and nobody ends that leg meanwhile', async () => {
  const rehearsal = new Rehearsal(exampleArrival(support), {
    moves: Array.from({ length: 8 }, () => 'lost-and-unmoved'),
  })
  const { call, world, first } = await accepted(rehearsal)
  const { exchange } = call
  const move = exchange.move.bind(exchange)
  const ends: string[] = []
  const end = exchange.end.bind(exchange)
  exchange.end = (order) => {
    ends.push(...order.legs.map(({ leg }) => leg), ...order.farewell.map(({ leg }) => leg))
    return end(order)
  }
  exchange.move = async (order) => {
    if (order.leg) await exchange.after(7000, 'the carrier takes its time').up
    return await move(order)
  }
  await until(rehearsal, () => call.currentOf(first.id)?.n === 3)
  await rehearsal.passes(5000)
  expect(world.caller.hears).not.toBe('ringing')
  world.caller.hangUp()
  await rehearsal.passes(1000)
  expect(ends).not.toContain(first.id)
  await rehearsal.passes(5000)
  expect(String(world.timeline)).toContain('hears: The call could not be connected.')
  expect(first).toMatchObject({ state: 'ended', why: 'hung-up' })
})

test('whoever is told something before the end is the carrier’s: the call waits for nothing more, and closes', async () => {
  const place = { title: 'The end', position: { x: 0, y: 0 } }
  const nodes = [
    ...support.nodes.filter(({ id }) => id !== 'voicemail'),
    { id: 'sorry', kind: 'play', config: { text: 'Nobody is here.' }, ...place },
    { id: 'end', kind: 'hang-up', config: { cause: 'done' }, ...place, title: 'Goodbye' },
  ]
  const edges = [
    ...support.edges.map((edge) => (edge.to === 'voicemail' ? { ...edge, to: 'sorry' } : edge)),
    { from: 'sorry', exit: 'next', to: 'end' },
  ]
  const rehearsal = new Rehearsal(exampleArrival({ ...support, nodes, edges }))
  await rehearsal.begin()
  await until(rehearsal, () => rehearsal.outcome !== null)
  expect(rehearsal.world.caller.ended).toBe(false)
  await rehearsal.passes(10_000)
  expect(rehearsal.world.caller.ended).toBe(true)
  expect(String(rehearsal.world.timeline)).toContain('Nobody is here.')
})

async function until(rehearsal: Rehearsal, isSo: () => boolean): Promise<void> {
  for (let tenths = 0; !isSo() && tenths < 1200; tenths += 1) await rehearsal.passes(100)
  expect(isSo()).toBe(true)
}

async function accepted(rehearsal: Rehearsal) {
  const { call, world } = rehearsal
  await rehearsal.begin()
  await rehearsal.passes(15_000)
  const [first] = world.legs
  if (!first) throw new Error('nobody rings')
  first.phone.pickUp()
  first.phone.press1()
  await rehearsal.passes(100)
  return { call, world, first }
}

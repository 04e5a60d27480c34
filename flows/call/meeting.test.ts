import { expect, test } from 'vitest'
import sales from '../examples/sales.json' with { type: 'json' }
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { exampleArrival } from '../testing/example-arrival.ts'

/** A call that somebody has accepted, whose caller is in the room and alone there: the word that lets the person in has not come back. */
async function callerWaitsInRoom(): Promise<Rehearsal> {
  const rehearsal = new Rehearsal(exampleArrival(sales))
  await rehearsal.begin()
  await rehearsal.passes(15_000)
  const [leg] = rehearsal.world.legs
  leg?.phone.pickUp()
  expect(rehearsal.call.claim({ leg: leg?.id ?? '' }).kind).toBe('yours')
  await rehearsal.passes(1000)
  expect(rehearsal.world.caller.hears).toBe('room')
  return rehearsal
}

test('a caller who was alone in the room talked to nobody', async () => {
  const rehearsal = await callerWaitsInRoom()
  rehearsal.world.caller.hangUp()
  await rehearsal.finishes()
  expect(rehearsal.outcome).toBe('abandoned')
  expect(rehearsal.events.map(({ key }) => key)).not.toContain('talking:2-1')
})

test('a caller who goes in the moment in which the two are brought together talked to nobody, and the person is told why', async () => {
  const rehearsal = await callerWaitsInRoom()
  const [leg] = rehearsal.world.legs
  rehearsal.call.news({ kind: 'met', leg: '2-1', at: rehearsal.clock.now() })
  await rehearsal.passes(100)
  rehearsal.world.caller.hangUp()
  await rehearsal.finishes()
  expect(rehearsal.outcome).toBe('abandoned')
  expect(rehearsal.events.map(({ key }) => key)).toContain('winner-lost:2-1')
  expect(rehearsal.events.map(({ key }) => key)).not.toContain('talk-ended:2-1')
  expect(leg?.phone.hears).toBe('The caller has gone')
})

test('a person who comes later is met then, and talks from then on', async () => {
  const rehearsal = await callerWaitsInRoom()
  await rehearsal.passes(4000)
  rehearsal.call.news({ kind: 'met', leg: '2-1', at: rehearsal.clock.now() })
  await rehearsal.passes(3000)
  rehearsal.world.caller.hangUp()
  await rehearsal.finishes()
  expect(rehearsal.outcome).toBe('answered')
  expect(rehearsal.events.find(({ key }) => key === 'talk-ended:2-1')?.event.what).toMatchObject({ seconds: 3 })
})

test('a person of whom nobody knows since when they are there met the caller when the caller came', async () => {
  const rehearsal = await callerWaitsInRoom()
  await rehearsal.passes(4000)
  rehearsal.call.news({ kind: 'met', leg: '2-1', at: null })
  rehearsal.world.caller.hangUp()
  await rehearsal.finishes()
  expect(rehearsal.outcome).toBe('answered')
  expect(rehearsal.events.find(({ key }) => key === 'talk-ended:2-1')?.event.what).toMatchObject({ seconds: 5 })
})

test('a person who is in the room before the caller meets them when they come', async () => {
  const rehearsal = new Rehearsal(exampleArrival(sales))
  await rehearsal.begin()
  await rehearsal.passes(15_000)
  const [leg] = rehearsal.world.legs
  leg?.phone.pickUp()
  rehearsal.call.claim({ leg: leg?.id ?? '' })
  // nobody could say whether the caller is there
  rehearsal.call.news({ kind: 'met', leg: '2-1', at: rehearsal.clock.now() })
  await rehearsal.settle()
  expect(rehearsal.call.soFar.state).toBe('accepted')
  await rehearsal.passes(1100)
  expect(rehearsal.call.soFar.state).toBe('talking')
})

test('a call ends when its caller went, however long it takes until every leg is known to be over', async () => {
  const rehearsal = await callerWaitsInRoom()
  const goneAt = rehearsal.clock.now()
  rehearsal.world.caller.hangUp()
  await rehearsal.finishes()
  expect(rehearsal.events.find(({ key }) => key === 'ended')?.event.at).toBe(goneAt)
})

test('two who talk are not parted because every answer to moving the caller was lost, and every word of it: the rows know', async () => {
  const rehearsal = new Rehearsal(exampleArrival(sales))
  const { call, world } = rehearsal
  const { exchange } = call
  const [move, moves]: [typeof exchange.move, number[]] = [exchange.move.bind(exchange), []]
  exchange.move = async (order) => {
    // the first move to the room is done, the later ones never reach the carrier
    const joins = order.step.list.some((one) => one.do === 'join')
    if (joins) moves.push(order.step.n)
    return joins && moves.length > 1
      ? { caller: 'unsure', ended: [], written: true }
      : { ...(await move(order)), ...(joins && { caller: 'unsure' as const }) }
  }
  world.connect({
    word: (word) => call.word(word),
    claim: async (word) => call.claim(word),
    news: (news) => (news.kind === 'begun' || news.kind === 'met' ? undefined : call.news(news)),
  })
  await rehearsal.begin()
  await rehearsal.passes(15_000)
  const [leg] = world.legs
  leg?.phone.pickUp()
  leg?.phone.press1()
  await rehearsal.passes(40_000)
  expect(moves.length).toBeGreaterThan(3)
  expect(world.talkingTo).toBe(leg?.phone)
  world.caller.hangUp()
  await rehearsal.finishes()
  expect(rehearsal.outcome).toBe('answered')
})

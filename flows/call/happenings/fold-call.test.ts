import { expect, test } from 'vitest'
import type { CallFold } from './call-fold.ts'
import { foldCall } from './fold-call.ts'
import type { CallEvent, Happening } from './happening.ts'

const ana = { leg: '2-1', member: 'ana', name: 'Ana' }
const rings: Happening = {
  kind: 'rings',
  ...ana,
  carrier: null,
  address: '+12025550171',
  seconds: 20,
  order: 'in-turn',
}
/** One second after another. */
const told = (...all: readonly Happening[]): readonly CallEvent[] =>
  all.map((what, at) => ({ at: at * 1000, node: 'ring', what }))
const folded = (...all: readonly Happening[]): CallFold => foldCall(told(...all))

test('a phone whose end was never told has stopped for a reason that nobody knows, until it is told', () => {
  const ended: Happening = { kind: 'ended', outcome: 'missed', seconds: 9 }
  expect(folded(rings, ended).legs).toMatchObject([{ state: 'ended', why: 'unknown', endedAt: 1000 }])
  expect(folded(rings, ended, { kind: 'stopped-ringing', ...ana, why: 'declined', seconds: 4 }).legs).toMatchObject([
    { state: 'ended', why: 'declined', endedAt: 1000 },
  ])
})

test('whoever talks is seen to talk before it is kept that their phone rings', () => {
  const claimed: Happening = { kind: 'claimed', ...ana, carrier: 'leg', address: '+12025550171' }
  const fold = folded(claimed, { kind: 'talking', ...ana }, rings)
  expect(fold.legs).toMatchObject([
    { carrier: 'leg', address: '+12025550171', state: 'joined', ringingAt: 0, claimedAt: 0, joinedAt: 1000 },
  ])
})

test('what was kept of a phone before it was kept that it rings counts as well', () => {
  const happened: readonly Happening[] = [
    { kind: 'picked-up', leg: '2-1' },
    { kind: 'stopped-ringing', ...ana, why: 'declined', seconds: 4 },
    rings,
  ]
  expect(folded(...happened).legs).toMatchObject([{ state: 'ended', why: 'declined', pickedUpAt: 0, endedAt: 1000 }])
})

test('a talk that came to nothing is taken back', () => {
  const fold = folded(
    rings,
    { kind: 'claimed', ...ana },
    { kind: 'talking', ...ana },
    { kind: 'caller-gone' },
    { kind: 'winner-lost', ...ana },
    { kind: 'ended', outcome: 'abandoned', seconds: 9 },
  )
  expect(fold).toMatchObject({ outcome: 'abandoned', answeredAt: null, legs: [{ state: 'ended', joinedAt: null }] })
})

test('a call that its engine closed by itself was over when its caller had gone', () => {
  const ended = told(rings, rings, rings, { kind: 'ended', outcome: 'missed', seconds: 3 })
  const gone = (at: number) => foldCall([...ended, { at, node: null, what: { kind: 'caller-gone' } }])
  expect(gone(1000)).toMatchObject({
    state: 'ended',
    endedAt: 1000,
    seconds: 1,
  })
  expect(gone(9000)).toMatchObject({ endedAt: 3000, seconds: 3 })
})

test('a phone that nobody picked up was over when it stopped ringing, and not when that was written down', () => {
  const stopped = { kind: 'stopped-ringing', leg: ana.leg, member: ana.member, name: ana.name } as const
  const late = (before: readonly CallEvent[], what: Happening) => foldCall([...before, { at: 8_200, node: null, what }])
  expect(late(told(rings), { ...stopped, why: 'no-answer', seconds: 5 }).legs).toMatchObject([
    { ringingAt: 0, endedAt: 5_000 },
  ])
  const pickedUp = late(told(rings, { kind: 'picked-up', leg: ana.leg }), {
    ...stopped,
    why: 'not-accepted',
    seconds: 5,
  })
  expect(pickedUp.legs).toMatchObject([{ pickedUpAt: 1_000, endedAt: 8_200 }])
})

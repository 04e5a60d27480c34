import { expect, test } from 'vitest'
import type { Happening } from '#flows/call-events.ts'
import { foldAll, foldEvent, nothingYet, type CallFold } from './fold-event.ts'

const ana = { leg: '2-1', member: 'ana', name: 'Ana' }
const rings: Happening = { kind: 'rings', ...ana, carrier: null, address: '+12025550171', seconds: 20, order: 'in-turn' }
/** One second after another. */
const folded = (...all: readonly Happening[]): CallFold => all.reduce<CallFold>((fold, what, at) => foldEvent(fold, { at: at * 1000, node: 'ring', what }), nothingYet)

test('a phone whose end was never told has stopped for a reason that nobody knows, until it is told', () => {
  const ended: Happening = { kind: 'ended', outcome: 'missed', seconds: 9 }
  expect(folded(rings, ended).legs).toMatchObject([{ state: 'ended', why: 'unknown', endedAt: 1000 }])
  expect(folded(rings, ended, { kind: 'stopped-ringing', ...ana, why: 'declined', seconds: 4 }).legs).toMatchObject([{ state: 'ended', why: 'declined', endedAt: 1000 }])
})

test('whoever talks is seen to talk before it is kept that their phone rings', () => {
  const claimed: Happening = { kind: 'claimed', ...ana, carrier: 'leg', address: '+12025550171' }
  const fold = folded(claimed, { kind: 'talking', ...ana }, rings)
  expect(fold.legs).toMatchObject([{ carrier: 'leg', address: '+12025550171', state: 'joined', ringingAt: 0, claimedAt: 0, joinedAt: 1000 }])
})

test('what was kept of a phone before it was kept that it rings counts as well', () => {
  const happened: readonly Happening[] = [{ kind: 'picked-up', leg: '2-1' }, { kind: 'stopped-ringing', ...ana, why: 'declined', seconds: 4 }, rings]
  expect(foldAll(happened.map((what, at) => ({ at: at * 1000, node: 'ring', what }))).legs).toMatchObject([{ state: 'ended', why: 'declined', pickedUpAt: 0, endedAt: 1000 }])
})

test('a talk that came to nothing is taken back', () => {
  const fold = folded(rings, { kind: 'claimed', ...ana }, { kind: 'talking', ...ana }, { kind: 'caller-gone' }, { kind: 'winner-lost', ...ana }, { kind: 'ended', outcome: 'abandoned', seconds: 9 })
  expect(fold).toMatchObject({ outcome: 'abandoned', answeredAt: null, legs: [{ state: 'ended', joinedAt: null }] })
})

test('a call that its engine closed by itself was over when its caller had gone', () => {
  const ended = folded(rings, rings, rings, { kind: 'ended', outcome: 'missed', seconds: 3 })
  expect(foldEvent(ended, { at: 1000, node: null, what: { kind: 'caller-gone' } })).toMatchObject({ state: 'ended', endedAt: 1000, seconds: 1 })
  expect(foldEvent(ended, { at: 9000, node: null, what: { kind: 'caller-gone' } })).toEqual(ended)
})

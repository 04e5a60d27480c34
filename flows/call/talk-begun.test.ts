import { expect, test } from 'vitest'
import type { CallEvent, Happening } from './happenings/happening.ts'
import { talkBegun } from './talk-begun.ts'

const ben = { leg: '2-2', member: 'ben', name: 'Ben' }
const cy = { leg: '4-1', member: 'cy', name: 'Cy' }
const claimed: Happening = { kind: 'claimed', ...ben }
const handed: Happening = { kind: 'handed', step: 3, list: [{ do: 'join', room: 'r' }], by: 'push' }
const begun: Happening = { kind: 'begun', step: 3 }
const inRoom: Happening = { kind: 'in-room', leg: ben.leg }

test('Two talk as soon as both are being brought into the room, whoever is heard of first', () => {
  const talking = { what: { kind: 'talking', ...ben } }
  expect(talkBegun(told(claimed, handed, inRoom, begun))).toMatchObject({ ...talking, at: 4000, node: 'ring' })
  expect(talkBegun(told(claimed, handed, begun, inRoom))).toMatchObject({ ...talking, at: 4000 })
  expect(talkBegun(told(begun, inRoom, claimed, handed))).toMatchObject({ ...talking, at: 3000 })
})

test('A person of whom it was heard only as they left has been there since they accepted', () => {
  expect(talkBegun(told(claimed, handed, begun, { kind: 'caller-gone' }, { ...inRoom, left: true }))).toMatchObject({
    what: { kind: 'talking', ...ben },
    at: 3000,
  })
})

test('Nobody talks before both are there', () => {
  expect(talkBegun(told(claimed, handed, begun))).toBeNull()
  expect(talkBegun(told(claimed, inRoom, handed))).toBeNull()
  expect(talkBegun(told(claimed, inRoom, handed, { kind: 'begun', step: 2 }))).toBeNull()
  expect(talkBegun(told(handed, inRoom, begun))).toBeNull()
})

test('What was told, or is over, is not told again', () => {
  for (const then of [
    { kind: 'talking', ...ben },
    { kind: 'winner-lost', ...ben },
    { kind: 'stopped-ringing', ...ben, why: 'hung-up', seconds: 2 },
  ] satisfies Happening[]) {
    expect(talkBegun(told(claimed, inRoom, handed, then, begun))).toBeNull()
  }
})

test('Two have talked although one of their words comes only after the end of the talk', () => {
  const events = told(claimed, handed, begun, { kind: 'stopped-ringing', ...ben, why: 'hung-up', seconds: 9 })
  expect(talkBegun([...events, { at: 3500, node: 'ring', what: inRoom }])).toMatchObject({
    at: 3500,
    what: { kind: 'talking', ...ben },
  })
  expect(talkBegun([...events, { at: 4500, node: 'ring', what: inRoom }])).toBeNull()
})

test('A second talk of the same call begins with its own document, not with that of the first', () => {
  const first = [
    claimed,
    inRoom,
    handed,
    begun,
    { kind: 'talking', ...ben },
    { kind: 'talk-ended', ...ben, seconds: 4 },
  ] satisfies Happening[]
  const second = [
    { kind: 'claimed', ...cy },
    { kind: 'in-room', leg: cy.leg },
    { kind: 'handed', step: 5, list: [{ do: 'join', room: 'r' }], by: 'push' },
  ] satisfies Happening[]
  expect(talkBegun(told(...first, ...second))).toBeNull()
  expect(talkBegun(told(...first, ...second, { kind: 'begun', step: 5 }))).toMatchObject({
    what: { kind: 'talking', ...cy },
  })
})

function told(...happenings: readonly Happening[]): readonly CallEvent[] {
  return happenings.map((what, index) => ({ at: (index + 1) * 1000, node: 'ring', what }))
}

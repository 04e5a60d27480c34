import { expect, it } from 'vitest'
import type { CallEvent, Happening } from '#flows/call/happenings/happening.ts'
import { end } from './legs.tsx'
import { shownLegs, type RungLeg } from './shown-legs.ts'

const ben: RungLeg = {
  leg: '1-1',
  name: 'Ben',
  state: 'ended',
  why: 'hung-up',
  ringingAt: 0,
  pickedUpAt: 1_000,
  claimedAt: 3_000,
  joinedAt: 4_000,
  endedAt: 13_000,
}
const who = { leg: '1-1', member: 'ben', name: 'Ben' } as const
const claimed: Happening = { kind: 'claimed', ...who }
const stopped: Happening = { kind: 'stopped-ringing', ...who, why: 'hung-up', seconds: 13 }
const talked: Happening = { kind: 'talk-ended', ...who, seconds: 8 }
const gone: Happening = { kind: 'caller-gone' }

it.each<[string, readonly (readonly [number, Happening])[], boolean]>([
  [
    'the caller went, and the phone was put down for that',
    [
      [3, claimed],
      [12, gone],
      [12, talked],
      [13, stopped],
    ],
    true,
  ],
  [
    'the caller went, which was heard of late',
    [
      [3, claimed],
      [12, talked],
      [14, stopped],
      [12, gone],
    ],
    true,
  ],
  [
    'the caller went, and nothing was heard of the phone',
    [
      [3, claimed],
      [12, gone],
      [12, talked],
    ],
    true,
  ],
  [
    'the person hung up',
    [
      [3, claimed],
      [12, stopped],
      [12, talked],
      [13, gone],
    ],
    false,
  ],
])(
  'a phone talked for as long as the story says, and its end is the one that it had: %s',
  (_sentence, events, endedWithCall) => {
    const kept = events.map(([at, what]): CallEvent => ({ at: at * 1000, node: null, what }))
    expect(shownLegs([ben], kept)).toEqual([
      { ...ben, rangUntil: 1_000, talked: 8, endedWithCall, acceptedLate: false, endedBy: null },
    ])
  },
)

it('a phone whose person never accepted is not said to have been left by the caller', () => {
  const events: readonly CallEvent[] = [
    { at: 5_000, node: null, what: gone },
    { at: 5_000, node: null, what: { ...stopped, why: 'cancelled' } },
  ]
  expect(shownLegs([{ ...ben, why: 'cancelled', claimedAt: null, joinedAt: null }], events)).toMatchObject([
    { talked: null, endedWithCall: false, acceptedLate: false, endedBy: null },
  ])
})

it('a phone that stopped because somebody else accepted is not said to ring until the end of their talk', () => {
  const ana: RungLeg = {
    ...ben,
    leg: '1-2',
    name: 'Ana',
    state: 'ringing',
    why: null,
    pickedUpAt: null,
    claimedAt: null,
    joinedAt: null,
    endedAt: null,
  }
  const talking: RungLeg = { ...ben, state: 'joined', why: null, endedAt: null }
  expect(shownLegs([talking, ana], [])).toMatchObject([
    { state: 'joined', endedAt: null },
    { state: 'ended', why: 'cancelled', endedAt: 3_000 },
  ])
})

it('names who ended the whole call from its page', () => {
  const by: Happening = { kind: 'ended-by', member: 'adam', name: 'Adam' }
  const kept = [claimed, gone, talked, by].map((what): CallEvent => ({ at: 12_000, node: null, what }))
  expect(shownLegs([ben], kept)).toMatchObject([{ endedWithCall: true, endedBy: 'Adam' }])
})

it('says of whoever ends the call from its page that they ended it, and never that their phone stopped ringing', () => {
  const by: Happening = { kind: 'ended-by', member: 'ben', name: 'Ben' }
  const kept = [claimed, by, talked, { ...stopped, why: 'cancelled' } as const, gone].map((what): CallEvent => ({
    at: 12_000,
    node: null,
    what,
  }))
  expect(shownLegs([{ ...ben, why: 'cancelled' }], kept).map(end)).toEqual(['Ben ended the call'])
  const untold = shownLegs([{ ...ben, why: 'unknown' }], [{ at: 3_000, node: null, what: claimed }])
  expect(untold.map(end)).toEqual(['Ended'])
})

it('a phone that nobody picked up is said to have rung no longer than it was told to, though its end was heard of late', () => {
  const rings: Happening = {
    kind: 'rings',
    ...who,
    carrier: null,
    address: '+12025550121',
    seconds: 5,
    order: 'in-turn',
  }
  const kept: CallEvent = { at: 0, node: null, what: rings }
  const leg: RungLeg = { ...ben, why: 'unknown', pickedUpAt: null, claimedAt: null, joinedAt: null, endedAt: 8_200 }
  expect(shownLegs([leg], [kept])).toMatchObject([{ rangUntil: 5_000 }])
})

it('a phone that was picked up and not accepted yet rings no longer, and is not over', () => {
  const listening: RungLeg = { ...ben, state: 'picked-up', why: null, claimedAt: null, joinedAt: null, endedAt: null }
  expect(shownLegs([listening], [])).toMatchObject([{ state: 'picked-up', rangUntil: 1_000, endedAt: null }])
})

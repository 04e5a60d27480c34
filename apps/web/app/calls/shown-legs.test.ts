import { expect, it } from 'vitest'
import type { CallEvent, Happening } from '#flows/call-events.ts'
import { shownLegs, type RungLeg } from './shown-legs.ts'

const ben: RungLeg = { leg: '1-1', name: 'Ben', state: 'ended', why: 'hung-up', ringingAt: 0, joinedAt: 4_000, endedAt: 13_000 }
const who = { leg: '1-1', member: 'ben', name: 'Ben' } as const
const claimed: Happening = { kind: 'claimed', ...who }
const stopped: Happening = { kind: 'stopped-ringing', ...who, why: 'hung-up', seconds: 13 }
const talked: Happening = { kind: 'talk-ended', ...who, seconds: 8 }
const gone: Happening = { kind: 'caller-gone' }

it.each<[string, readonly (readonly [number, Happening])[], boolean]>([
  ['the caller went, and the phone was put down for that', [[3, claimed], [12, gone], [12, talked], [13, stopped]], true],
  ['the caller went, which was heard of late', [[3, claimed], [12, talked], [14, stopped], [12, gone]], true],
  ['the caller went, and nothing was heard of the phone', [[3, claimed], [12, gone], [12, talked]], true],
  ['the person hung up', [[3, claimed], [12, stopped], [12, talked], [13, gone]], false],
])('a phone talked for as long as the story says, and its end is the one that it had: %s', (_sentence, events, endedByCaller) => {
  const kept = events.map(([at, what]): CallEvent => ({ at: at * 1000, node: null, what }))
  expect(shownLegs([ben], kept)).toEqual([{ ...ben, talked: 8, endedByCaller }])
})

it('a phone whose person never accepted is not said to have been left by the caller', () => {
  const events: readonly CallEvent[] = [{ at: 5_000, node: null, what: gone }, { at: 5_000, node: null, what: { ...stopped, why: 'cancelled' } }]
  expect(shownLegs([{ ...ben, why: 'cancelled', joinedAt: null }], events)).toMatchObject([{ talked: null, endedByCaller: false }])
})

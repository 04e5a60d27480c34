import { expect, test } from 'vitest'
import { ANA, BEN, complaints, event, hears, leg, ledger, note, order, trouble } from './testing/hand-made.ts'

const rangOn = (until: number, more: Parameters<typeof ledger>[0] = {}) =>
  complaints(
    'nobody rings for nobody',
    ledger({
      ...more,
      carrier: { legs: [leg(ANA, { ringingAt: 8000, endedAt: until, endReason: 'cancel' })], ...more.carrier },
    }),
  )

test('a phone that rings 0.4 s after the carrier told the end is in time, one that rings 0.8 s is not', () => {
  expect(rangOn(10_400)).toEqual([])
  expect(rangOn(10_800)).toEqual([
    'Ana’s phone rang until at 10.8 s, but the caller had gone at 10.0 s, which the carrier told at 10.0 s: 0.8 s too long where 0.5 s are allowed',
  ])
})

test('what counts is when the carrier told the end, not when it came', () => {
  expect(rangOn(14_400, { toldAt: 14_000 })).toEqual([])
  expect(rangOn(14_800, { toldAt: 14_000 })).toHaveLength(1)
})

test('an end that was never told is found in the log within 15 s', () => {
  expect(rangOn(24_000, { toldAt: null })).toEqual([])
  expect(rangOn(26_000, { toldAt: null })).toHaveLength(1)
})

test('a single fault gives it a second, several give it three', () => {
  const late = trouble('callbacks', { from: 9000, to: 11_000 })
  expect(rangOn(10_900, { troubles: [late] })).toEqual([])
  expect(rangOn(11_100, { troubles: [late] })).toHaveLength(1)
  expect(rangOn(12_900, { troubles: [late, late] })).toEqual([])
  expect(rangOn(13_100, { troubles: [late, late] })).toHaveLength(1)
})

test('trouble that was over long before excuses nothing', () => {
  expect(rangOn(10_900, { troubles: [trouble('callbacks', { from: 1000, to: 2000 })] })).toHaveLength(1)
})

test('a process that is away is waited for, until it has been found again', () => {
  const troubles = [trouble('outage', { from: 9000, to: 13_000 })]
  expect(rangOn(16_000, { troubles })).toEqual([])
  expect(rangOn(17_000, { troubles })).toHaveLength(1)
})

test('a web stands in for an engine that is away, as soon as for anything else that is wrong', () => {
  const engine = trouble('outage', { what: 'temporal held', from: 9000, to: 40_000 })
  expect(rangOn(10_900, { troubles: [engine] })).toEqual([])
  expect(rangOn(11_200, { troubles: [engine] })).toHaveLength(1)
  // without the rows it does not know whose phones ring
  expect(
    rangOn(15_000, { troubles: [engine, trouble('outage', { what: 'postgres held', from: 9000, to: 16_000 })] }),
  ).toEqual([])
})

test('trouble after trouble excuses something for fifteen seconds after the first, and not for ever', () => {
  const troubles = Array.from({ length: 30 }, (_, at) =>
    trouble('outage', { what: 'web killed', from: 9500 + at * 2000, to: 11_000 + at * 2000 }),
  )
  expect(rangOn(28_000, { troubles })).toEqual([])
  expect(rangOn(33_000, { troubles })).toHaveLength(1)
})

test('an end that the carrier refused is given again, and not left at that', () => {
  const orders = [order({ leg: `leg-${ANA}`, at: 10_100, answeredAt: 10_110 })]
  const troubles = [trouble('carrier', { from: 9500, to: 10_500 })]
  expect(rangOn(13_000, { orders, troubles })).toEqual([])
  expect(rangOn(18_000, { orders, troubles })).toHaveLength(1)
})

test('a leg whose dial was never answered has to be found first', () => {
  const dial = order({ what: 'dial', to: ANA, at: 8990, answeredAt: null, status: null })
  const legs = [leg(ANA, { createdAt: 9000, ringingAt: 9020, endedAt: 15_400, endReason: 'cancel' })]
  expect(rangOn(0, { orders: [dial], carrier: { legs } })).toEqual([])
  expect(rangOn(0, { carrier: { legs } })).toHaveLength(1)
})

test('a loser who rings on beside the talk is noticed', () => {
  const talk = (until: number) => {
    const legs = [leg(ANA, { answeredAt: 3000, endedAt: 10_000 }), leg(BEN, { endedAt: until, endReason: 'cancel' })]
    return complaints(
      'losers stop ringing',
      ledger({ heard: [hears(3200, 'person', ANA), hears(10_000, 'nothing')], carrier: { legs } }),
    )
  }
  expect(talk(3900)).toEqual([])
  expect(talk(8000)).toEqual([
    'Ben’s phone rang 4.8 s beside the talk with Ana, which began at 3.2 s: 1.0 s are allowed',
  ])
})

test('nobody is rung twice in a turn, at once or one after the other', () => {
  const twice = (first: number, second: number, turns: number) =>
    complaints(
      'nobody is rung twice in a turn',
      ledger({
        line: { ...ledger().line, turns },
        carrier: {
          legs: [leg(ANA, { endedAt: first }), leg(ANA, { id: 'again', ringingAt: second, endedAt: second + 1000 })],
        },
      }),
    )
  expect(twice(5000, 6000, 2)).toEqual([])
  expect(twice(5000, 6000, 1)).toEqual(['Ana’s phone rang 2 times (at 1.0 s and at 6.0 s), though the flow gives it 1'])
  expect(twice(5000, 4000, 2)).toEqual(['Ana’s phone rang for this call on two legs at once (at 1.0 s and at 4.0 s)'])
})

test('a document that takes over rings whoever has not been rung, and nobody else', () => {
  const events = [event(5500, { kind: 'document-drives', why: 'the engine is away' })]
  const then = (...legs: ReturnType<typeof leg>[]) =>
    complaints('nobody is rung twice in a turn', ledger({ events, carrier: { legs: [leg(ANA), ...legs] } }))
  expect(then(leg(BEN, { ringingAt: 6000, endedAt: 9000 }))).toEqual([])
  expect(then(leg(ANA, { id: 'again', ringingAt: 6000, endedAt: 9000 }))).toEqual([
    'Ana’s phone rang 2 times (at 1.0 s and at 6.0 s), though the flow gives it 1',
  ])
  expect(then(leg(ANA, { id: 'again', ringingAt: 4000, endedAt: 9000 }))).toEqual([
    'Ana’s phone rang for this call on two legs at once (at 1.0 s and at 4.0 s)',
  ])
})

test('nobody is rung for a caller who has talked, or has been asked for a message', () => {
  const rung = (createdAt: number, change: Parameters<typeof ledger>[0]) =>
    complaints(
      'nobody is rung afterwards',
      ledger({
        ...change,
        carrier: {
          ...change?.carrier,
          legs: [leg(BEN, { createdAt, ringingAt: createdAt + 20, endedAt: createdAt + 900 })],
        },
      }),
    )
  const talk = { heard: [hears(3000, 'person', ANA), hears(6000, 'ringback')] }
  expect(rung(2000, talk)).toEqual([])
  expect(rung(7000, talk)).toEqual(['Ben’s phone rang at 7.0 s for a caller who had talked with Ana before, at 6.0 s'])
  const message = {
    carrier: {
      timeline: [note(4000, 'carrier', 'records', 'recording begins'), note(6000, 'carrier', 'records', 'Hello')],
    },
  }
  expect(rung(3000, message)).toEqual([])
  expect(rung(7000, message)).toEqual([
    'Ben’s phone rang at 7.0 s for a caller who had been asked for a message before, at 4.0 s',
  ])
})

test('a leg that never rang does not count', () => {
  const off = leg(ANA, { id: 'off', ringingAt: null, endReason: 'error' })
  expect(complaints('nobody is rung twice in a turn', ledger({ carrier: { legs: [off, leg(ANA)] } }))).toEqual([])
})

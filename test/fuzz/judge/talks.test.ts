import { expect, test } from 'vitest'
import { machineIsAReason } from './judge.ts'
import { ANA, BEN, complaints, event, hears, leg, ledger, note, order, rowLeg, trouble } from './testing/hand-made.ts'

/** Ana and the caller meet at 3 s and talk for 5 s; then Ana hangs up, and the caller too. */
const joins = [note(2800, ANA, 'joins', 'room'), note(3000, 'caller', 'joins', 'room')]
const leaves = [
  note(8000, ANA, 'hangs-up'),
  note(8000, ANA, 'leaves', 'room'),
  note(8400, 'caller', 'leaves', 'room'),
  note(8400, 'caller', 'hangs-up'),
]
const heard = [hears(100, 'ringback'), hears(3000, 'person', ANA), hears(8000, 'silence'), hears(8400, 'nothing')]
const answered = leg(ANA, { answeredAt: 2500, endedAt: 8000, endReason: 'hangup' })
const rowAnswered = rowLeg(ANA, { claimedAt: 2600, joinedAt: 3000, endedAt: 8000, why: 'hung-up' })
const talked = event(8000, { kind: 'talk-ended', leg: '2-1', member: 'm', name: 'Ana', seconds: 5 })

type Change = Parameters<typeof ledger>[0]
const aTalk = ({ carrier, row, ...change }: NonNullable<Change> = {}) =>
  ledger({
    heard,
    events: [talked],
    ...change,
    carrier: { endedAt: 8400, legs: [answered], timeline: [...joins, ...leaves], ...carrier },
    row: { outcome: 'answered', answeredAt: 3000, endedAt: 8400, legs: [rowAnswered], ...row },
  })

test('there is nothing to say of a talk that went well', () => {
  for (const invariant of [
    'one winner',
    'nobody is cut off',
    'nobody hears nobody',
    'the outcome is true',
    'the phones are true',
    'losers stop ringing',
    'every call closes',
  ] as const)
    expect(complaints(invariant, aTalk())).toEqual([])
})

test('two people in the room at once are two winners', () => {
  const timeline = [
    ...joins,
    note(5000, BEN, 'joins', 'another room'),
    ...leaves,
    note(9000, BEN, 'leaves', 'another room'),
  ]
  expect(complaints('one winner', aTalk({ carrier: { timeline } }))).toEqual([
    'Ana (at 2.8 s) and Ben (at 5.0 s) were both let into the call',
  ])
})

test('somebody who takes over from a winner who has gone is no second winner', () => {
  const timeline = [...joins, ...leaves, note(9000, BEN, 'joins', 'room'), note(9500, BEN, 'leaves', 'room')]
  expect(complaints('one winner', aTalk({ carrier: { timeline } }))).toEqual([])
})

test('a talk that ends though neither of the two has hung up was cut off', () => {
  const timeline = [
    ...joins,
    note(8000, 'caller', 'leaves', 'room'),
    note(8000, 'carrier', 'hangs-up', 'ended by the API'),
  ]
  expect(complaints('nobody is cut off', aTalk({ carrier: { timeline } }))).toEqual([
    'the talk with Ana was cut off at 8.0 s, after 5.0 s: neither of the two had hung up',
  ])
})

test('a caller who hears nothing for longer than 4 s is left in silence, but not while a message is recorded', () => {
  const silence = (change: Change) =>
    complaints(
      'nobody hears nobody',
      ledger({ heard: [hears(100, 'speech'), hears(2000, 'silence'), hears(7000, 'ringback')], ...change }),
    )
  expect(silence({})).toEqual(['the caller heard nothing for 5.0 s, from at 2.0 s on: 4.0 s are allowed'])
  expect(silence({ heard: [hears(100, 'speech'), hears(2000, 'silence'), hears(5500, 'ringback')] })).toEqual([])
  expect(
    silence({
      carrier: {
        timeline: [
          note(2000, 'carrier', 'records', 'recording begins'),
          note(6500, 'carrier', 'records', 'nothing was said'),
        ],
      },
    }),
  ).toEqual([])
})

test('a document goes on by itself: nobody of ours who is away, and no refusal of the carrier, excuses a silence', () => {
  const silence = (change: Change) =>
    complaints('nobody hears nobody', ledger({ heard: [hears(2000, 'silence'), hears(7000, 'ringback')], ...change }))
  expect(
    silence({ troubles: [trouble('outage', { from: 1500, to: 5000 }), trouble('carrier', { from: 0, to: 9000 })] }),
  ).toEqual(['the caller heard nothing for 5.0 s, from at 2.0 s on: 4.0 s are allowed'])
  expect(silence({ orders: [order({ what: 'redirect', leg: 'call-1', at: 2100, answeredAt: 2110 })] })).toHaveLength(1)
})

test('whoever sits in the room alone for longer than 4 s hears nobody', () => {
  const alone = (joinsAt: number) =>
    complaints(
      'nobody hears nobody',
      aTalk({ carrier: { timeline: [note(joinsAt, ANA, 'joins', 'room'), ...joins.slice(1), ...leaves] } }),
    )
  expect(alone(-500)).toEqual([])
  expect(alone(-2000)).toEqual(['Ana sat in the room and heard nobody for 5.0 s, from at -2.0 s on: 4.0 s are allowed'])
})

test('a caller who is left in the room hears nobody either, whatever is played to them', () => {
  const left = (until: number) => {
    const timeline = [
      ...joins,
      note(6000, ANA, 'hangs-up'),
      note(6000, ANA, 'leaves', 'room'),
      note(until, 'caller', 'leaves', 'room'),
      note(until, 'caller', 'hangs-up'),
    ]
    return complaints(
      'nobody hears nobody',
      aTalk({
        heard: [hears(3000, 'person', ANA), hears(6000, 'music'), hears(until, 'nothing')],
        carrier: { endedAt: until, timeline },
      }),
    )
  }
  expect(left(10_000)).toEqual([])
  expect(left(11_000)).toEqual([
    'the caller sat in the room and heard nobody for 5.0 s, from at 6.0 s on: 4.0 s are allowed',
  ])
})

test('whoever sits there after the caller has gone is let go within 4 s of the carrier telling it', () => {
  const left = (until: number) => {
    const timeline = [
      ...joins,
      note(6000, 'caller', 'hangs-up'),
      note(6000, 'caller', 'leaves', 'room'),
      note(until, ANA, 'leaves', 'room'),
    ]
    return complaints(
      'nobody hears nobody',
      aTalk({
        heard: [hears(3000, 'person', ANA), hears(6000, 'nothing')],
        toldAt: 8000,
        carrier: {
          endedAt: 6000,
          timeline,
          legs: [leg(ANA, { answeredAt: 2500, endedAt: until, endReason: 'hangup' })],
        },
      }),
    )
  }
  expect(left(12_000)).toEqual([])
  expect(left(13_000)).toHaveLength(1)
})

test('a talk that is recorded as something else, and an answer that nobody gave, are not true', () => {
  expect(complaints('the outcome is true', aTalk({ row: { outcome: 'abandoned' } }))).toContain(
    'the caller talked 5.0 s with Ana, and the call is recorded as abandoned',
  )
  expect(complaints('the outcome is true', ledger({ row: { outcome: 'answered' } }))).toEqual([
    'nobody talked with the caller, and the call is recorded as answered',
  ])
  expect(
    complaints(
      'the outcome is true',
      ledger({ row: { outcome: 'abandoned' }, carrier: { timeline: [note(10_000, 'carrier', 'hangs-up')] } }),
    ),
  ).toEqual(['the caller stayed to the end, and the call is recorded as abandoned'])
})

test('the rows know with whom the caller talked', () => {
  expect(
    complaints('the outcome is true', aTalk({ row: { legs: [rowAnswered, rowLeg(BEN, { joinedAt: 3000 })] } })),
  ).toEqual(['the rows say that Ben talked with the caller, who never did'])
  expect(complaints('the outcome is true', aTalk({ row: { legs: [rowLeg(ANA)] } }))).toEqual([
    'the caller talked 5.0 s with Ana, of which the rows know nothing',
  ])
})

test('the length of a talk and the end of a call are the carrier’s, by a second and a half', () => {
  const longer = (seconds: number) => event(8000, { kind: 'talk-ended', leg: '2-1', member: 'm', name: 'Ana', seconds })
  expect(complaints('the outcome is true', aTalk({ events: [longer(6)] }))).toEqual([])
  expect(complaints('the outcome is true', aTalk({ events: [longer(9)] }))).toEqual([
    'they talked 5.0 s, and the events say 9.0 s: 1.5 s more or less are allowed',
  ])
  expect(complaints('the outcome is true', aTalk({ row: { endedAt: 9500 } }))).toEqual([])
  expect(complaints('the outcome is true', aTalk({ row: { endedAt: 18_400 } }))).toEqual([
    'the row’s end is 10.0 s after the real one: 1.5 s are allowed',
  ])
  expect(complaints('the outcome is true', aTalk({ row: { endedAt: 5400 } }))).toEqual([
    'the row’s end is 3.0 s before the real one: 1.5 s are allowed',
  ])
  expect(complaints('the outcome is true', aTalk({ toldAt: null, row: { endedAt: 18_400 } }))).toEqual([]) // found in the log
})

test('the ears may miss a talk: who was in a room with the caller has talked with them', () => {
  expect(complaints('the outcome is true', aTalk({ heard: [], row: { outcome: 'missed' } }))).toContain(
    'the caller talked 5.0 s with Ana, and the call is recorded as missed',
  )
})

test('how long they talked is told of every talk, and of none that never was', () => {
  expect(complaints('the outcome is true', aTalk({ events: [] }))).toEqual([
    'they talked 5.0 s, and no event says how long',
  ])
  expect(complaints('the outcome is true', ledger({ events: [talked] }))).toEqual([
    'the events say how long they talked, and nobody did',
  ])
})

test('a machine excuses what was measured, for each of four who act one after the other, and a second at most', () => {
  const after = (late: number, endedAt: number) =>
    complaints(
      'the outcome is true',
      aTalk({ troubles: [trouble('machine', { from: 0, to: 20_000 }, late)], row: { endedAt } }),
    )
  expect(after(100, 8400 + 1800)).toEqual([])
  expect(after(100, 8400 + 2000)).toHaveLength(1)
  expect(after(9000, 8400 + 2400)).toEqual([])
  expect(after(9000, 8400 + 2600)).toHaveLength(1)
})

test('the machine is a reason only where there would be a complaint without it', () => {
  const troubles = [trouble('machine', { from: 0, to: 20_000 }, 100)]
  expect(machineIsAReason(aTalk({ troubles }))).toBe(false)
  expect(machineIsAReason(aTalk({ troubles, row: { endedAt: 8400 + 1800 } }))).toBe(true)
})

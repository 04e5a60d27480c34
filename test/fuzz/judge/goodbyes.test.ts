import { expect, test } from 'vitest'
import { ANA, BEN, complaints, event, hears, leg, ledger, note, rowLeg, trouble } from './testing/hand-made.ts'

type Change = NonNullable<Parameters<typeof ledger>[0]>

/** The carrier ends the caller's leg at 10 s. */
const letGo = ({ carrier, ...change }: Change = {}) =>
  complaints(
    'nobody is hung up on',
    ledger({
      ...change,
      carrier: { timeline: [note(10_000, 'carrier', 'hangs-up', 'the document is through')], ...carrier },
    }),
  )
const goodbye = (at: number) =>
  event(at, { kind: 'handed', step: 3, list: [{ do: 'hang-up', cause: 'done' }], by: 'pull' })
const alone = event(5000, { kind: 'document-drives', why: 'the engine did not answer' })
const recording = note(8000, 'carrier', 'records', 'recording begins')

test('a caller hangs up, or is let go by a goodbye that was handed out', () => {
  expect(complaints('nobody is hung up on', ledger())).toEqual([])
  expect(letGo({ events: [goodbye(9900)] })).toEqual([])
  expect(letGo()).toEqual([
    'the caller was hung up on at 10.0 s (hangup), 10.0 s after dialling: no goodbye was handed out',
  ])
  expect(letGo({ events: [goodbye(10_900)] })).toHaveLength(1)
})

test('after a talk a caller may be let go', () => {
  expect(letGo({ heard: [hears(3000, 'person', ANA), hears(8000, 'silence')] })).toEqual([])
})

test('no trouble excuses a hang-up', () => {
  expect(
    letGo({
      troubles: [
        trouble('outage', { from: 0, to: 20_000, what: 'postgres held' }),
        trouble('outage', { from: 0, to: 3000, what: 'web killed' }),
      ],
    }),
  ).toHaveLength(1)
})

test('a document that decides alone lets the caller go once it has asked for a message', () => {
  const ended = note(10_000, 'carrier', 'hangs-up', 'the document is through')
  expect(letGo({ events: [alone], carrier: { timeline: [recording, ended] } })).toEqual([])
  expect(letGo({ events: [alone] })).toEqual([
    'the caller was hung up on at 10.0 s (hangup), 10.0 s after dialling: their document had not done what the flow does',
  ])
})

test('where nobody is asked for a message, it lets the caller go once everybody has been rung', () => {
  const line = { ...ledger().line, takesMessages: false }
  expect(letGo({ events: [alone], line, carrier: { legs: [leg(ANA), leg(BEN)] } })).toEqual([])
  expect(letGo({ events: [alone], line, carrier: { legs: [leg(ANA)] } })).toHaveLength(1)
})

/** Ana accepts at 3 s, and her leg ends at 6 s. */
const accepted = ({ carrier, ...change }: Change = {}, ...notes: ReturnType<typeof note>[]) =>
  complaints(
    'who accepts is told',
    ledger({
      row: { legs: [rowLeg(ANA)] },
      ...change,
      carrier: {
        legs: [leg(ANA, { answeredAt: 2900, endedAt: 6000, endReason: 'hangup' })],
        ...carrier,
        timeline: [note(3000, ANA, 'presses', '1'), ...notes, note(10_000, 'caller', 'hangs-up')],
      },
    }),
  )

test('whoever accepts meets the caller, hears why not, or hangs up', () => {
  expect(
    accepted(
      {},
      note(3100, ANA, 'joins', 'room'),
      note(3200, 'caller', 'joins', 'room'),
      note(6000, ANA, 'leaves', 'room'),
      note(6000, 'caller', 'leaves', 'room'),
    ),
  ).toEqual([])
  expect(accepted({}, note(3200, ANA, 'hears', 'Ben has already taken this call.'))).toEqual([])
  expect(accepted({}, note(6000, ANA, 'hangs-up'))).toEqual([])
  expect(accepted({}, note(3200, ANA, 'hears', 'One moment, please.'))).toEqual([
    'Ana, who accepted at 3.0 s, was let go at 6.0 s without a word',
  ])
  expect(accepted({}, note(3100, ANA, 'joins', 'room'), note(6000, ANA, 'leaves', 'room'))).toHaveLength(1)
})

test('whoever presses 1 in the moment in which their leg is ended need not be told', () => {
  expect(accepted({ carrier: { legs: [leg(ANA, { answeredAt: 2900, endedAt: 3300, endReason: 'hangup' })] } })).toEqual(
    [],
  )
})

test('what they are told is told to its end', () => {
  const cut = (at: number) => accepted({}, note(at, ANA, 'hears', 'Ben has already taken this call.'))
  expect(cut(4000)).toEqual([])
  expect(cut(5900)).toEqual([
    'Ana, who accepted at 3.0 s, was cut off after 0.1 s of "Ben has already taken this call.", which lasts 2.1 s',
  ])
})

test('what they are told is true', () => {
  expect(accepted({ carrier: { endedAt: 3100 } }, note(3200, ANA, 'hears', 'The caller has gone.'))).toEqual([])
  expect(accepted({}, note(3200, ANA, 'hears', 'The caller has gone.'))).toEqual([
    'Ana, who accepted at 3.0 s, was told "The caller has gone." at 3.2 s, though the caller was there',
  ])
})

test('nobody hears that they could not be connected while everybody was there to connect them', () => {
  const lost = (troubles: Change['troubles'] = []) =>
    accepted(
      {
        troubles,
        carrier: { endedAt: 40_000, legs: [leg(ANA, { answeredAt: 2900, endedAt: 27_000, endReason: 'hangup' })] },
      },
      note(24_000, ANA, 'hears', 'The call could not be connected.'),
    )
  expect(lost()).toEqual([
    'Ana, who accepted at 3.0 s, was told that the call could not be connected, though everybody was there for 21.0 s meanwhile',
  ])
  expect(lost([trouble('outage', { from: 2000, to: 32_000, what: 'temporal held' })])).toEqual([])
  expect(lost([trouble('outage', { from: 2000, to: 6000, what: 'temporal held' })])).toHaveLength(1)
})

test('to whom a ladder’s connect says nothing is the carrier’s affair', () => {
  expect(accepted({ events: [alone], row: { legs: [] } })).toEqual([])
  expect(accepted({ events: [alone] })).toHaveLength(1)
})

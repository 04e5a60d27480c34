import { expect, test } from 'vitest'
import { ANA, BEN, complaints, event, leg, ledger, order, rowLeg, trouble } from './testing/hand-made.ts'

test('a call whose row never ends, or that has none, does not close', () => {
  expect(complaints('every call closes', ledger())).toEqual([])
  expect(complaints('every call closes', ledger({ row: { state: 'talking', endedAt: null, outcome: null } }))).toEqual([
    'its row never ended: it says "talking"',
  ])
  expect(complaints('every call closes', ledger({ row: null }))).toEqual(['it has no row'])
})

test('a workflow that runs on, failed, or was never started does not close', () => {
  expect(complaints('every call closes', ledger({ workflow: { state: 'RUNNING', events: 42 } }))).toEqual([
    'its workflow is RUNNING',
  ])
  expect(complaints('every call closes', ledger({ workflow: { state: 'FAILED', events: 42 } }))).toEqual([
    'its workflow is FAILED',
  ])
  expect(complaints('every call closes', ledger({ workflow: null }))).toEqual(['it has no workflow'])
})

test('a leg that the carrier still has is a leg left behind', () => {
  expect(
    complaints('every call closes', ledger({ carrier: { legs: [leg(ANA, { endedAt: null, endReason: null })] } })),
  ).toEqual([`the carrier still has legs of it to ${ANA}`])
})

test('the rows have every phone that was rung, and no other', () => {
  const phones = (legs: readonly ReturnType<typeof rowLeg>[]) =>
    complaints('the phones are true', ledger({ carrier: { legs: [leg(ANA)] }, row: { legs } }))
  expect(phones([rowLeg(ANA)])).toEqual([])
  expect(phones([rowLeg(ANA, { carrier: null })])).toEqual([])
  expect(phones([rowLeg(ANA, { leg: '1-1', carrier: null, why: 'failed' }), rowLeg(ANA)])).toEqual([]) // a dial before it was refused
  expect(phones([])).toEqual(['Ana’s phone, rung at 1.0 s, is in no row'])
  expect(phones([rowLeg(ANA), rowLeg(BEN)])).toEqual(['the rows say that Ben’s phone was rung, but it was not'])
  expect(phones([rowLeg(ANA, { state: 'ringing', endedAt: null, why: null })])).toEqual([
    'Ana’s phone, rung at 1.0 s, is "ringing" in its row for good',
  ])
})

test('how a phone stopped ringing is what the carrier says, whatever else goes wrong', () => {
  const wrong = { carrier: { legs: [leg(ANA, { endReason: 'declined' })] }, row: { legs: [rowLeg(ANA)] } }
  expect(
    complaints('the phones are true', ledger({ ...wrong, row: { legs: [rowLeg(ANA, { why: 'declined' })] } })),
  ).toEqual([])
  const complaint = ['Ana’s phone, rung at 1.0 s, ended with declined at the carrier and "no-answer" in its row']
  expect(complaints('the phones are true', ledger(wrong))).toEqual(complaint)
  expect(
    complaints('the phones are true', ledger({ ...wrong, troubles: [trouble('callbacks', { from: 0, to: 5000 })] })),
  ).toEqual(complaint)
})

test('how it stopped is not known when this leg’s own news were lost, came after the log was asked, or its dial or end was never answered', () => {
  const unknown = (change: Parameters<typeof ledger>[0]) =>
    complaints(
      'the phones are true',
      ledger({
        carrier: { legs: [leg(ANA, { endReason: 'declined' })] },
        row: { legs: [rowLeg(ANA, { why: 'unknown', endedAt: 5500 })] },
        ...change,
      }),
    )
  expect(unknown({})).toHaveLength(1)
  // the log was asked before its own news came
  expect(unknown({ row: { legs: [rowLeg(ANA, { why: 'unknown', endedAt: 4900 })] } })).toEqual([])
  expect(unknown({ legsTold: new Map() })).toEqual([])
  expect(unknown({ legsTold: new Map([[`leg-${ANA}`, 9000]]) })).toEqual([])
  expect(unknown({ orders: [order({ what: 'dial', to: ANA, at: 975, status: null })] })).toEqual([])
  expect(unknown({ orders: [order({ leg: `leg-${ANA}`, at: 4990, status: null })] })).toEqual([])
})

test('a person who declines in the moment in which their leg is ended may count as either', () => {
  const cancelled = (at: number) =>
    complaints(
      'the phones are true',
      ledger({
        carrier: { legs: [leg(ANA, { endReason: 'declined' })] },
        row: { legs: [rowLeg(ANA, { why: 'cancelled' })] },
        orders: [order({ leg: `leg-${ANA}`, at, status: 422 })],
      }),
    )
  expect(cancelled(5080)).toEqual([])
  expect(cancelled(6000)).toHaveLength(1)
})

test('a document that has taken over rings by itself, without rows; what we have rung before has them', () => {
  const events = [event(500, { kind: 'document-drives', why: 'the engine is away' })]
  const phones = (change: Parameters<typeof ledger>[0]) =>
    complaints('the phones are true', ledger({ events, carrier: { legs: [leg(ANA)] }, ...change }))
  expect(phones({})).toEqual([])
  expect(phones({ orders: [order({ what: 'dial', to: ANA, at: 975, status: 200 })] })).toEqual([
    'Ana’s phone, rung at 1.0 s, is in no row',
  ])
  expect(phones({ row: { legs: [rowLeg(ANA), rowLeg(BEN)] } })).toEqual([
    'the rows say that Ben’s phone was rung, but it was not',
  ])
})

test('a message is fetched into our own files', () => {
  const recording = { url: 'http://carrier/1', seconds: 3, from: 'word', madeAt: 9000 } as const
  const left = (recordings: NonNullable<ReturnType<typeof ledger>['row']>['recordings']) =>
    complaints(
      'messages are fetched',
      ledger({ carrier: { recordings: [{ id: '1', url: 'http://carrier/1', seconds: 3 }] }, row: { recordings } }),
    )
  expect(left([{ ...recording, fileKey: 'kept.wav' }])).toEqual([])
  expect(left([{ ...recording, fileKey: null }])).toEqual([
    'the caller left a message of 3.0 s, which is known and was never fetched',
  ])
  expect(left([])).toEqual(['the caller left a message of 3.0 s, of which the rows know nothing'])
})

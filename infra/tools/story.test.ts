import { expect, it } from 'vitest'
import type { CallRecord } from '../db/call/read-call.ts'
import type { KeptEvent } from '../db/call/events-of.ts'
import { tellCall } from './story.ts'

const start = Date.UTC(2026, 0, 5, 12)
const call: CallRecord = {
  organisation: 'harbour',
  call: 'call-1',
  number: { id: 'n', e164: '+12025550100', name: 'Sales' },
  flow: 'f',
  version: 3,
  caller: { e164: '+12025550150', name: 'Priya' },
  driver: 'workflow',
  arrivedAt: start,
  state: 'ended',
  outcome: 'missed',
  answeredAt: null,
  endedAt: start + 40_000,
  seconds: 40,
  legs: [
    {
      leg: '2-1',
      carrier: null,
      member: 'ana',
      name: 'Ana',
      address: '+12025550121',
      state: 'ended',
      why: 'no-answer',
      ringingAt: start + 1000,
      pickedUpAt: null,
      claimedAt: null,
      joinedAt: null,
      endedAt: start + 21_000,
    },
  ],
  recordings: [{ url: 'https://carrier.test/r', seconds: 12, from: 'word', madeAt: start + 39_000, fileKey: null }],
  history: null,
}
const events: readonly KeptEvent[] = [
  {
    id: 1,
    key: 'arrived',
    at: start,
    node: null,
    what: { kind: 'arrived', caller: 'Priya', number: 'Sales', flow: 'f', version: 3 },
  },
  {
    id: 2,
    key: 'call:0',
    at: start + 1000,
    node: 'chain',
    what: {
      kind: 'rings',
      leg: '2-1',
      carrier: null,
      member: 'ana',
      name: 'Ana',
      address: '+12025550121',
      seconds: 20,
      order: 'in-turn',
    },
  },
]

it('tells a call from its outcome to its events', () => {
  const lines = tellCall(call, events).split('\n')
  expect(lines[0]).toBe('Call call-1: Priya to Sales (+12025550100), 2026-01-05 12:00:00.000Z')
  expect(lines[1]).toMatch(/^missed: /)
  expect(lines).toContain('  0:01 Ana’s phone rings for 20 s.')
  expect(lines).toContain('  2-1  Ana +12025550121  no-answer  rang 12:00:01.000Z, ended 12:00:21.000Z')
  expect(lines).toContain('  12 s, at the carrier: https://carrier.test/r')
  expect(lines.at(-1)).toContain('"kind":"rings"')
})

it('says of a call that still runs where it stands', () => {
  expect(tellCall({ ...call, outcome: null, state: 'ringing' }, events)).toContain('\nnot over yet (ringing): ')
})

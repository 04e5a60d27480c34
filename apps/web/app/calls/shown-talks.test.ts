import { expect, test } from 'vitest'
import type { CallEvent, Happening } from '#flows/call/happenings/happening.ts'
import { shownTalks } from './shown-talks.ts'

const event = (what: Happening, at = 1000): CallEvent => ({ at, node: null, what })
const asAna = {
  reader: 'people',
  now: 2000,
  calledFrom: '+12025550150',
  shown: (number: string) => `shown ${number}`,
} as const
const lines = [{ who: 'caller' as const, text: 'A bell, please.', at: 500 }]

test('[W21] who may read the call reads its transcripts, summaries and inquiries, in their order', () => {
  const events = [
    event({ kind: 'conversed', step: 2, end: 'wants-person', reason: 'A bell' }),
    event({ kind: 'conversed', step: 5, end: 'resolved', reason: 'A bell' }),
    event({ kind: 'conversed', step: 7, end: 'failed', reason: '' }),
    event({
      kind: 'inquiry',
      step: 5,
      id: 'a1',
      name: 'Maria',
      number: '+12025550150',
      reason: 'Her bell is broken',
      urgency: 'high',
    }),
    event({ kind: 'conversation', step: 5, summary: 'Wants a bell.', lines }),
    event({ kind: 'conversation', step: 2, summary: 'Asked for a person.', lines: [] }),
  ]
  for (const reader of ['people', 'auditors'] as const)
    expect(shownTalks(events, { ...asAna, reader })).toEqual({
      inquiries: [
        {
          id: '5-a1',
          name: 'Maria',
          callBack: 'shown +12025550150',
          reason: 'Her bell is broken',
          urgency: 'high',
          at: 1000,
        },
      ],
      talks: [
        { step: 2, summary: 'Asked for a person.', lines: [] },
        { step: 5, summary: 'Wants a bell.', lines },
      ],
      awaited: 1,
      lost: 0,
    })
})

test('a report takes the place of what a tool has told before it', () => {
  const told = event({ kind: 'conversation', step: 2, summary: '', lines: [], from: 'tool' })
  const report = event({ kind: 'conversation', step: 2, summary: 'Wants a bell.', lines })
  expect(shownTalks([told], asAna).talks).toEqual([{ step: 2, summary: '', lines: [] }])
  expect(shownTalks([told, report], asAna).talks).toEqual([{ step: 2, summary: 'Wants a bell.', lines }])
})

test('a call without an assistant has nothing of it', () => {
  expect(shownTalks([event({ kind: 'no-message' })], asAna)).toEqual({ inquiries: [], talks: [], awaited: 0, lost: 0 })
})

test('a transcript that has not come within an hour is not waited for any more', () => {
  const events = [event({ kind: 'conversed', step: 2, end: 'resolved', reason: '' }, 1000)]
  const hour = 3_600_000
  const { awaited, lost } = shownTalks(events, { ...asAna, now: 1000 + hour })
  expect([awaited, lost]).toEqual([1, 0])
  expect(shownTalks(events, { ...asAna, now: 1001 + hour })).toMatchObject({ awaited: 0, lost: 1 })
})

test('whoever left no number is called back on the one they called from, if it is known', () => {
  const told = { kind: 'inquiry', step: 1, id: 'a', name: '', number: '', reason: 'A bell', urgency: 'low' } as const
  const callBack = (calledFrom: string | null) =>
    shownTalks([event(told)], { ...asAna, calledFrom }).inquiries.map((one) => one.callBack)
  expect(callBack('+12025550150')).toEqual(['Call back on the number they called from.'])
  expect(callBack(null)).toEqual(['They left no number to call back.'])
})

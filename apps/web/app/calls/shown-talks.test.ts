import { expect, test } from 'vitest'
import type { CallEvent, Happening } from '#flows/call/happenings/happening.ts'
import { shownTalks } from './shown-talks.ts'

const event = (what: Happening, at = 1000): CallEvent => ({ at, node: null, what })
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
    expect(shownTalks(events, reader)).toEqual({
      inquiries: [
        {
          id: '5-a1',
          name: 'Maria',
          number: '+12025550150',
          reason: 'Her bell is broken',
          urgency: 'high',
          at: 1000,
        },
      ],
      talks: [
        { step: 2, summary: 'Asked for a person.', lines: [] },
        { step: 5, summary: 'Wants a bell.', lines },
      ],
      unreported: 1,
    })
})

test('a report takes the place of what a tool has told before it', () => {
  const told = event({ kind: 'conversation', step: 2, summary: '', lines: [], from: 'tool' })
  const report = event({ kind: 'conversation', step: 2, summary: 'Wants a bell.', lines })
  expect(shownTalks([told], 'people').talks).toEqual([{ step: 2, summary: '', lines: [] }])
  expect(shownTalks([told, report], 'people').talks).toEqual([{ step: 2, summary: 'Wants a bell.', lines }])
})

test('a call without an assistant has nothing of it', () => {
  expect(shownTalks([event({ kind: 'no-message' })], 'people')).toEqual({ inquiries: [], talks: [], unreported: 0 })
})

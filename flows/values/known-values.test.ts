import { expect, test } from 'vitest'
import { factsWith } from '../nodes/scripted-call.ts'
import { filledInConfig } from './filled-in-config.ts'
import { KnownValues } from './known-values.ts'

const inGerman = factsWith({
  speech: { language: 'de-DE' },
  arrivedAt: Date.UTC(2026, 2, 9, 13, 5),
  local: { timeZone: 'Europe/Berlin', ahead: 3_600_000 },
})
const forms = (known: KnownValues, name: string) => [known.spoken(name), known.written(name), known.compared(name)]

test('a value is spoken digit by digit, written in one piece and compared the same in every language', () => {
  const known = new KnownValues(inGerman)
  expect(forms(known, 'caller.number')).toEqual(['1 2 0 2 5 5 5 0 1 5 0', '+12025550150', '+12025550150'])
  expect(forms(known, 'call.weekday')).toEqual(['Montag', 'Montag', 'Monday'])
  expect(forms(known, 'call.time')).toEqual(['14:05', '14:05', '14:05'])
  expect(forms(known, 'call.date')).toEqual(['2026-03-09', '2026-03-09', '2026-03-09'])
  expect(forms(new KnownValues(factsWith()), 'call.time')).toEqual([undefined, undefined, undefined])
})

test('an address that is no number is compared though it is never read out', () => {
  const known = new KnownValues(factsWith({ caller: { e164: 'sip:ana@example.com', name: null } }))
  expect(forms(known, 'caller.number')).toEqual([undefined, undefined, 'sip:ana@example.com'])
})

test('what nodes share has one name, and the last one to set it counts', () => {
  const sets = { id: 'a', gives: { topic: 'words' }, as: { topic: 'flow.topic' } } as const
  const known = new KnownValues(factsWith()).with(sets, { topic: 'a bike' }).with({ ...sets, id: 'b' }, { topic: '' })
  expect(forms(known, 'flow.topic')).toEqual(['', '', ''])
  expect(forms(known, 'a.topic')).toEqual([undefined, undefined, undefined])
})

test('settings are filled in by what each place is for, and nothing else in them is touched', () => {
  const known = new KnownValues(factsWith()).with({ id: 'ask', gives: { code: 'digits' } }, { code: '4711' })
  const config = {
    says: '{{ask.code}}',
    keeps: '{{ask.code}}',
    value: 'ask.code',
    other: '{{ask.code}}',
    gone: 'ask.nothing',
  }
  const step = { id: 'n', kind: 'x', title: 'X', exits: {}, config }
  expect(
    filledInConfig({ ...step, templates: [['says']], written: [['keeps']], compared: [['value'], ['gone']] }, known),
  ).toEqual({ says: '4 7 1 1', keeps: '4711', value: '4711', other: '{{ask.code}}', gone: '' })
})

import { expect, it } from 'vitest'
import { lastLine } from './last-line.ts'

const rung = [
  { name: 'Ana', talked: false },
  { name: 'Ben', talked: true },
  { name: 'Ana', talked: false },
]
const call = { lastOutcome: 'missed' as const, lastWords: 'Rang Ana 20 s.', rung, voicemail: null }

it.each([
  ['a missed call names whose phones rang, each once', call, 'Missed · rang Ana and Ben'],
  ['a caller who gave up has been missed', { ...call, lastOutcome: 'abandoned' as const, rung: [] }, 'Missed · nobody was rung'],
  ['a message says how long it is', { ...call, voicemail: 31 }, 'Voicemail 0:31 · rang Ana and Ben'],
  ['an answered call names who talked', { ...call, lastOutcome: 'answered' as const }, 'Answered · Ben'],
  ['a call that runs says whom it rang so far', { ...call, lastOutcome: null, rung: rung.slice(0, 1) }, 'Live · rang Ana'],
  ['a call that runs says who talks', { ...call, lastOutcome: null }, 'Live · Ben talks'],
  ['names from the right keep to themselves', { ...call, rung: [{ name: 'דוד', talked: false }, { name: 'נועה', talked: false }] }, 'Missed · rang \u2068דוד\u2069 and \u2068נועה\u2069'],
  ['an announcement says what it was', { ...call, lastOutcome: 'completed' as const, lastWords: 'Nobody was rung.' }, 'Call · Nobody was rung.'],
])('%s', (_sentence, given, line) => {
  const { word, rest } = lastLine(given)
  expect(`${word} · ${rest}`).toBe(line)
})

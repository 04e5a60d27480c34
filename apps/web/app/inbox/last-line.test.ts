import { expect, it } from 'vitest'
import { lastLine } from './last-line.ts'

const rung = [
  { name: 'Ana', rings: false, talked: false },
  { name: 'Ben', rings: false, talked: true },
  { name: 'Ana', rings: false, talked: false },
]
const call = { lastOutcome: 'missed' as const, lastState: null, lastWords: 'Rang Ana 20 s.', rung, voicemail: null }

it.each([
  ['a missed call names whose phones rang, each once', call, 'Missed · rang Ana and Ben'],
  [
    'a caller who gave up has been missed',
    { ...call, lastOutcome: 'abandoned' as const, rung: [] },
    'Missed · nobody was rung',
  ],
  ['a message says how long it is', { ...call, voicemail: 31 }, 'Voicemail 0:31 · rang Ana and Ben'],
  ['an answered call names who talked', { ...call, lastOutcome: 'answered' as const }, 'Answered · Ben'],
  [
    'a call that runs says whom it rang so far',
    { ...call, lastOutcome: null, lastState: 'ringing' as const, rung: rung.slice(0, 1) },
    'Live · rang Ana',
  ],
  [
    'a call that rings says whom',
    {
      ...call,
      lastOutcome: null,
      lastState: 'ringing' as const,
      rung: [
        { name: 'Ana', rings: false, talked: false },
        { name: 'Ben', rings: true, talked: false },
      ],
    },
    'Live · ringing Ben',
  ],
  [
    'a call that runs says who talks',
    { ...call, lastOutcome: null, lastState: 'talking' as const },
    'Live · talking to Ben',
  ],
  [
    'a call that has just come in says so',
    { ...call, lastOutcome: null, lastState: 'listening' as const, rung: [] },
    'Live · just came in',
  ],
  [
    'names from the right keep to themselves',
    {
      ...call,
      rung: [
        { name: 'דוד', rings: false, talked: false },
        { name: 'נועה', rings: false, talked: false },
      ],
    },
    'Missed · rang \u2068דוד\u2069 and \u2068נועה\u2069',
  ],
  [
    'an announcement says what it was',
    { ...call, lastOutcome: 'completed' as const, lastWords: 'Nobody was rung.' },
    'Call · Nobody was rung.',
  ],
])('%s', (_sentence, given, line) => {
  const { word, rest } = lastLine(given)
  expect(`${word} · ${rest}`).toBe(line)
})

it.each([
  ['ringing', 'ringing'],
  ['talking', 'talking'],
  ['listening', 'waiting'],
  ['recording', 'waiting'],
] as const)('a call that is %s looks %s, and never as if they talked while it rings', (lastState, kind) => {
  expect(lastLine({ ...call, lastOutcome: null, lastState }).kind).toBe(kind)
})

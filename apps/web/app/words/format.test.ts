import { expect, it } from 'vitest'
import { whenInWords } from './format-when.tsx'
import { briefly, shortly } from './format.ts'

const now = Date.parse('2026-11-27T14:05:00Z')

it.each([
  ['2026-11-27T14:04:30Z', 'now', 'now'],
  ['2026-11-27T14:03:00Z', '2 min ago', '2 min'],
  ['2026-11-27T09:30:00Z', '09:30', '09:30'],
  ['2026-11-23T09:30:00Z', 'Mon', 'Mon'],
  ['2026-01-05T09:30:00Z', '5 Jan', '5 Jan'],
])('%s is “%s” in a line, and “%s” in a column of times', (at, line, column) => {
  const when = { now, zone: 'UTC' }
  expect([shortly(Date.parse(at), when), briefly(Date.parse(at), when)]).toEqual([line, column])
})

it.each([
  ['14:04:56.900', '14:05:03.000', 'now'],
  ['14:04:15.000', '14:05:14.999', 'now'],
  ['14:04:15.000', '14:05:15.000', '1 min'],
  ['14:04:56.900', '14:06:56.899', '1 min'],
])(
  'what began at %s reads at %s as “%s”: its age counts from now, wherever in the minute that is',
  (at, now, words) => {
    const of = (time: string) => Date.parse(`2026-11-27T${time}Z`)
    expect(whenInWords(of(at), { as: 'brief', now: of(now) })).toBe(words)
  },
)

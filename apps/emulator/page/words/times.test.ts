import { expect, test } from 'vitest'
import { ago, clock, durationMs } from './times.ts'

test.each([
  [0, '0:00'],
  [-20, '0:00'],
  [42_900, '0:42'],
  [61_000, '1:01'],
  [3_725_000, '1:02:05'],
])('%i ms stand on a clock as %s', (ms, words) => {
  expect(clock(ms)).toBe(words)
})

test.each([
  [1000, 'just now'],
  [12_000, '12 s ago'],
  [185_000, '3 min ago'],
  [7_300_000, '2 h ago'],
  [200_000_000, '2 d ago'],
])('%i ms back is said as %s', (ms, words) => {
  expect(ago(ms)).toBe(words)
})

test.each([
  ['500ms', 500],
  ['3s', 3000],
  ['1.5s', 1500],
  ['2m', 120_000],
  ['soon', null],
  ['3', null],
])('a length of %s is %s ms', (length, ms) => {
  expect(durationMs(length)).toBe(ms)
})

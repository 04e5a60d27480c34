import { expect, test } from 'vitest'
import { ACCEPT_WITHIN, NEWS_OVERDUE, pickedUpInTime } from './seat-clock.ts'

test.each([
  ['picked up at once', 0, true],
  ['picked up 19.9 s into 20 s', 19_900, true],
  ['picked up a millisecond before the deadline', 19_999, true],
  ['picked up exactly at the deadline: the ringing has already ended', 20_000, false],
  ['picked up 20.1 s into 20 s', 20_100, false],
])('%s', (_sentence, after, inTime) => {
  const ringingSince = 1_700_000_000_000
  expect(pickedUpInTime({ ringingSince, pickedUpAt: ringingSince + after, seconds: 20 })).toBe(inTime)
})

test('a person has 10 s to accept, and the carrier is asked 8 s after the time', () => {
  expect([ACCEPT_WITHIN, NEWS_OVERDUE]).toEqual([10_000, 8_000])
})

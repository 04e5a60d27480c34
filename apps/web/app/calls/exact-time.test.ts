import { expect, it } from 'vitest'
import { exactTime } from './exact-time.ts'

it.each([
  ['UTC', '14:05:09.123 GMT+0'],
  ['America/New_York', '09:05:09.123 GMT-5'],
  ['Asia/Kathmandu', '19:50:09.123 GMT+5:45'],
])('a technical time in %s has its milliseconds and its zone: %s', (zone, said) => {
  expect(exactTime(Date.parse('2026-11-27T14:05:09.123Z'), zone)).toBe(said)
})

it('tells the two hours apart that a night in autumn has twice', () => {
  const times = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((at) => exactTime(Date.parse(at), 'Europe/Berlin'))
  expect(times).toEqual(['02:30:00.000 GMT+2', '02:30:00.000 GMT+1'])
})

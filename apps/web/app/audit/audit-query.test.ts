import { expect, it } from 'vitest'
import { auditQuery, callFilter } from './audit-query.ts'

const filter = (query: string, zone = 'UTC') => callFilter(auditQuery(new URLSearchParams(query)), zone)

it('asks for what the form says', () => {
  const number = '11111111-1111-4111-8111-111111111111'
  expect(filter(`number=${number}&from=2026-01-05&to=2026-01-06&version=3&node=+Ask+&caller=%28202%29+555-0160`)).toEqual({
    numbers: [number],
    from: Date.UTC(2026, 0, 5),
    until: Date.UTC(2026, 0, 7),
    version: 3,
    node: 'Ask',
    caller: '2025550160',
  })
})

it('takes what it cannot read for empty', () => {
  expect(filter('number=all&from=soon&to=0000-01-01&version=0&node=&caller=abc&person=%27')).toEqual({})
})

it.each([
  ['Pacific/Kiritimati', '2026-01-04T10:00:00.000Z', '2026-01-06T10:00:00.000Z'],
  ['America/New_York', '2026-01-05T05:00:00.000Z', '2026-01-07T05:00:00.000Z'],
  ['Pacific/Midway', '2026-01-05T11:00:00.000Z', '2026-01-07T11:00:00.000Z'],
  ['Asia/Kolkata', '2026-01-04T18:30:00.000Z', '2026-01-06T18:30:00.000Z'],
])('counts days as in %s', (zone, from, until) => {
  expect(filter('from=2026-01-05&to=2026-01-06', zone)).toEqual({ from: Date.parse(from), until: Date.parse(until) })
})

it('counts the hour that a day lacks or has twice', () => {
  const day = filter('from=2026-03-29&to=2026-03-29', 'Europe/Berlin')
  expect((day.until ?? 0) - (day.from ?? 0)).toBe(23 * 3_600_000)
})

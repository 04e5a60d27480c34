import { describe, expect, it } from 'vitest'
import { beginningOf, isTimeZone, startOfDay, timeZoneWords } from './time-zone.ts'

it.each([
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['UTC', true],
  ['Europe/Atlantis', false],
  ['+02:00', false],
  ['-05', false],
  ['', false],
])('%s is a time zone: %s', (name, is) => {
  expect(isTimeZone(name)).toBe(is)
})

it('reads without the underscores of its name', () => {
  expect(timeZoneWords('America/New_York')).toBe('America/New York')
})

describe('a day begins', () => {
  it.each([
    ['at midnight in UTC', 'UTC', '2026-01-05T12:34:56.789Z', '2026-01-05T00:00:00.000Z'],
    ['while it is still yesterday in UTC', 'Asia/Tokyo', '2026-01-04T20:00:00Z', '2026-01-04T15:00:00.000Z'],
    ['when UTC is far in it already', 'America/New_York', '2026-01-05T04:59:59Z', '2026-01-04T05:00:00.000Z'],
    ['at that very moment', 'America/New_York', '2026-01-05T05:00:00Z', '2026-01-05T05:00:00.000Z'],
    ['at a quarter to, in Nepal', 'Asia/Kathmandu', '2026-01-05T12:00:00Z', '2026-01-04T18:15:00.000Z'],
    ['before clocks go forward in the night', 'America/New_York', '2026-03-08T16:00:00Z', '2026-03-08T05:00:00.000Z'],
    ['before clocks go back in the night', 'America/New_York', '2026-11-01T17:00:00Z', '2026-11-01T04:00:00.000Z'],
    ['at one where midnight is jumped over', 'Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-23T22:00:00.000Z'],
    ['at the first of two midnights', 'Atlantic/Azores', '2026-10-25T12:00:00Z', '2026-10-25T00:00:00.000Z'],
    [
      'at the first of two midnights, asked between them',
      'Atlantic/Azores',
      '2026-10-25T00:30:00Z',
      '2026-10-25T00:00:00.000Z',
    ],
    [
      'at the first of two midnights, asked after the second',
      'Atlantic/Azores',
      '2026-10-25T01:30:00Z',
      '2026-10-25T00:00:00.000Z',
    ],
    ['at the first of two midnights west of it', 'America/Havana', '2026-11-01T17:00:00Z', '2026-11-01T04:00:00.000Z'],
    [
      'an hour after clocks have gone back to the evening before',
      'Asia/Beirut',
      '2026-10-25T12:00:00Z',
      '2026-10-24T22:00:00.000Z',
    ],
    ['before 1970 too', 'UTC', '1969-12-31T12:00:00Z', '1969-12-31T00:00:00.000Z'],
  ])('%s', (_, zone, at, began) => {
    expect(new Date(startOfDay(Date.parse(at), zone)).toISOString()).toBe(began)
  })
})

it.each([
  ['Atlantic/Azores', '2026-10-25', '2026-10-25T00:00:00.000Z'],
  ['Atlantic/Azores', '2026-10-26', '2026-10-26T01:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-01-05', '2026-01-04T10:00:00.000Z'],
  ['Pacific/Midway', '2026-01-05', '2026-01-05T11:00:00.000Z'],
])('in %s, %s begins at %s', (zone, day, began) => {
  expect(new Date(beginningOf(Date.parse(day), zone)).toISOString()).toBe(began)
})

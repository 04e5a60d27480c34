import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { whenShown } from '../language/time-zone.ts'
import { weekdays, type DayHours, type Hours, type Span } from './hours.ts'
import { statusAt } from './status-at.ts'

/** Zones whose clocks jump over midnight, by half an hour, over a whole day, and never. */
const zone = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Havana',
  'UTC',
)
const at = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) })
const time = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
  )
const span = fc.record({ from: time, to: time }).filter(({ from, to }) => from !== to)
const day: fc.Arbitrary<DayHours> = fc.oneof(
  fc.constant<DayHours>({ kind: 'closed' }),
  fc.constant<DayHours>({ kind: 'all-day' }),
  fc.array(span, { minLength: 1, maxLength: 4 }).map((spans) => ({ kind: 'spans' as const, spans })),
)
const week = fc.tuple(day, day, day, day, day, day, day).map(weekOf)

function weekOf(days: readonly DayHours[]): Hours['week'] {
  return Object.fromEntries(weekdays.map((name, index) => [name, days[index]])) as Hours['week'] // all seven
}

function hours(days: readonly DayHours[] | Hours['week'], more: Partial<Hours> = {}): Hours {
  return {
    week: Array.isArray(days) ? weekOf(days as readonly DayHours[]) : (days as Hours['week']),
    dates: [],
    ...more,
  }
}

describe('at any moment, in any zone', () => {
  test('a week of whole days is open, and one of closed days is closed', () => {
    fc.assert(
      fc.property(zone, at, (timeZone, moment) => {
        const all = (kind: 'all-day' | 'closed') => hours(weekdays.map(() => ({ kind })))
        expect(statusAt(all('all-day'), { at: moment, timeZone })).toBe('open')
        expect(statusAt(all('closed'), { at: moment, timeZone })).toBe('closed')
      }),
    )
  })

  test('the order of a day’s times, and whether one stands in two, changes nothing', () => {
    fc.assert(
      fc.property(zone, at, fc.array(span, { minLength: 1, maxLength: 4 }), (timeZone, moment, spans: Span[]) => {
        const all = (some: readonly Span[]) => hours(weekdays.map(() => ({ kind: 'spans' as const, spans: some })))
        const asked = { at: moment, timeZone }
        expect(statusAt(all([...spans.toReversed(), ...spans]), asked)).toBe(statusAt(all(spans), asked))
      }),
    )
  })

  test('whoever is open would be so without holidays, and a closure that is over changes nothing', () => {
    fc.assert(
      fc.property(zone, at, week, fc.integer({ min: 0, max: 6 }), (timeZone, moment, days, off) => {
        const first = new Date(moment - off * 86_400_000).toISOString().slice(0, 10)
        const asked = { at: moment, timeZone }
        const plain = statusAt(hours(days), asked)
        const withHoliday = statusAt(hours(days, { dates: [{ name: 'Off', first, as: 'off' }] }), asked)
        if (withHoliday === 'open') expect(plain).toBe('open')
        if (withHoliday === 'closed') expect(plain).toBe('closed')
        expect(statusAt(hours(days, { closedUntil: '2019-12-31T00:00' }), asked)).toBe(plain)
        expect(statusAt(hours(days, { closedUntil: '2041-01-01T00:00' }), asked)).toBe('closed')
      }),
    )
  })
})

test('what clocks show later is later, and a time that they jump over is when they jump', () => {
  fc.assert(
    fc.property(zone, at, fc.integer({ min: 1, max: 86_400_000 }), (timeZone, shown, more) => {
      expect(whenShown(shown + more, timeZone)).toBeGreaterThanOrEqual(whenShown(shown, timeZone))
    }),
  )
  expect(new Date(whenShown(Date.parse('2026-03-29T02:30Z'), 'Europe/Berlin')).toISOString()).toBe(
    '2026-03-29T01:00:00.000Z',
  )
  expect(new Date(whenShown(Date.parse('2026-10-25T02:30Z'), 'Europe/Berlin')).toISOString()).toBe(
    '2026-10-25T00:30:00.000Z',
  )
})

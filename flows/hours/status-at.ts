import { dayIn, whenShown } from '../language/time-zone.ts'
import { weekdays, type DayHours, type Hours, type PublicHolidays, type Span } from './hours.ts'
import { minutesOf } from './time-of-day.ts'

/** How it stands at a moment; also the names of the exits by which calls go on. */
export type Status = 'open' | 'closed' | 'holiday'

interface Asked {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The zone where the hours name none. */
  readonly timeZone: string
  /** Where nobody can say, no day is a public holiday. */
  readonly publicHolidays?: PublicHolidays | undefined
}

/**
 * Whether it is open at a moment. A temporary closure comes before everything. A span that goes on after midnight is of the
 * day on which it begins: it stays open into a holiday, and one that would begin on a holiday does not open the morning after.
 *
 * Times are those of the zone's clocks. In the night in which they go back, a time that they show twice is the first; where they jump
 * over it, it is when they jump.
 */
export function statusAt(hours: Hours, { at, timeZone, publicHolidays }: Asked): Status {
  const zone = hours.timeZone ?? timeZone
  if (hours.closedUntil !== undefined && at < whenShown(Date.parse(`${hours.closedUntil}Z`), zone)) return 'closed'
  const today = dayIn(at, zone)
  const yesterday = today - DAY
  const isWithin = (day: number): boolean => spansOn(hours, day, zone).some(([from, to]) => from <= at && at < to)
  const isHoliday = (day: number): boolean => holidayOn(hours, isoDay(day), publicHolidays) !== null
  if (isWithin(yesterday) && !isHoliday(yesterday)) return 'open'
  if (isHoliday(today) || isWithin(yesterday)) return 'holiday'
  return isWithin(today) ? 'open' : 'closed'
}

/** What holiday a day is for whoever has these hours, by its name; null where it is a day as any other. @param day as `2026-12-24`. */
export function holidayOn({ dates, publicHolidays: place }: Hours, day: string, known?: PublicHolidays): string | null {
  const own = dates.find(({ first, last = first }) => first <= day && day <= last)
  if (own) return own.as === 'off' ? own.name : null
  return place === undefined ? null : (known?.(place, day) ?? null)
}

type Between = readonly [from: number, to: number]

function spansOn({ week }: Hours, day: number, zone: string): readonly Between[] {
  const weekday = weekdays[(new Date(day).getUTCDay() + 6) % 7] ?? 'monday'
  return spansOf(week[weekday]).map(({ from, to }): Between => {
    const [begins, ends] = [minutesOf(from), minutesOf(to)]
    const past = ends <= begins ? DAY : 0
    return [whenShown(day + begins * MINUTE, zone), whenShown(day + past + ends * MINUTE, zone)]
  })
}

function spansOf(day: DayHours): readonly Span[] {
  if (day.kind === 'all-day') return [{ from: '00:00', to: '24:00' }]
  return day.kind === 'spans' ? day.spans : []
}

const isoDay = (day: number): string => new Date(day).toISOString().slice(0, 10)

const MINUTE = 60_000
const DAY = 86_400_000

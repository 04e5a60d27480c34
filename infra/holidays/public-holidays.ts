import Holidays, { type HolidaysTypes } from 'date-holidays'

/** Days by their dates, as `2026-12-25`, with the names of what is celebrated. */
export type HolidayNames = Readonly<Record<string, string>>

/**
 * The public holidays of a place from one year to another, both included. The first question for a place and year takes some
 * tens of milliseconds; the answer is kept.
 * @param place a country or a part of it, as `DE` or `DE-BY`. One that the library does not know has none.
 */
export function publicHolidays(place: string, from: number, to: number): HolidayNames {
  const years = Array.from({ length: to - from + 1 }, (_, at) => inYear(place, from + at))
  return Object.assign({}, ...years) as HolidayNames // of those very parts
}

const known = new Map<string, HolidayNames>()

function inYear(place: string, year: number): HolidayNames {
  const name = `${place} ${year}`
  const before = known.get(name)
  if (before) return before
  const found = libraryOf(place).getHolidays(year, 'en')
  const names = Object.fromEntries(
    found.filter(({ type }) => type === 'public').flatMap((one) => daysOf(one).map((day) => [day, one.name] as const)),
  )
  known.set(name, names)
  return names
}

function libraryOf(place: string): Holidays {
  const [country = '', state, region] = place.split('-')
  if (state === undefined) return new Holidays(country)
  return region === undefined ? new Holidays(country, state) : new Holidays(country, state, region)
}

/** Those that it lasts, by the calendar of its place. Half a day is none. */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): readonly string[] {
  if (!/^\d{4}-\d\d-\d\d 00:00/.test(date)) return []
  const first = Date.parse(date.slice(0, 10))
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY))
  return Array.from({ length: count }, (_, at) => new Date(first + at * DAY).toISOString().slice(0, 10))
}

const DAY = 86_400_000

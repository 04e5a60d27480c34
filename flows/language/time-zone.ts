/** What is said about a name that is no zone's. */
export const NO_SUCH_ZONE = 'Choose a time zone from the list, such as Europe/Berlin.'

/** Whether IANA's list has a zone of this name. An offset such as +02:00 is none: it would be wrong half the year. */
export function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    clockOf(name)
    return true
  } catch {
    return false
  }
}

/** A zone as people read it: "America/New York". */
export function timeZoneWords(name: string): string {
  return name.replaceAll('_', ' ')
}

/**
 * When the day of a moment began in a zone, in milliseconds since 1970: at the first of its midnights where clocks that go
 * back show two, and where they jump over midnight, when they jumped.
 */
export function startOfDay(at: number, zone: string): number {
  const clock = clockOf(zone)
  const midnight = Math.floor((at + ahead(at, clock)) / DAY) * DAY // as if the zone were UTC
  // a zone is never more than a day ahead or behind, and clocks change at most once in one
  const [before, after] = [ahead(midnight - DAY, clock), ahead(midnight + DAY, clock)]
  const midnights = [midnight - before, midnight - after].filter((moment) => moment + ahead(moment, clock) === midnight)
  return midnights.length === 0 ? midnight - before : Math.min(...midnights)
}

/**
 * When a day of the calendar begins in a zone, in milliseconds since 1970.
 * @param midnight when that day begins in UTC, as `Date.parse('2026-01-31')` has it.
 */
export function beginningOf(midnight: number, zone: string): number {
  // where clocks are behind, midnight of UTC is still the day before
  return startOfDay(ahead(midnight, clockOf(zone)) < 0 ? midnight + DAY - 1 : midnight, zone)
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. @throws RangeError when there is no such zone */
export function aheadOf(at: number, zone: string): number {
  return ahead(at, clockOf(zone))
}

const DAY = 86_400_000

function ahead(at: number, clock: Intl.DateTimeFormat): number {
  const shown = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) -
    Math.floor(at / 1000) * 1000
  )
}

/** @throws RangeError when there is no such zone. */
function clockOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}

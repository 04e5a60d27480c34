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
  return whenShown(dayIn(at, zone), zone)
}

/** The day of a moment in a zone, as the milliseconds since 1970 at which it begins in UTC. */
export function dayIn(at: number, zone: string): number {
  return Math.floor((at + aheadOf(at, zone)) / DAY) * DAY
}

/**
 * When a zone's clocks show a time, in milliseconds since 1970: the first of both where they go back and show it twice, and where
 * they jump over it, when they jump.
 * @param shown what they show, as milliseconds since 1970 as if the zone were UTC.
 */
export function whenShown(shown: number, zone: string): number {
  const clock = clockOf(zone)
  // a zone is never more than a day ahead or behind, and clocks change at most once in one
  const [before, after] = [ahead(shown - DAY, clock), ahead(shown + DAY, clock)]
  const moments = [shown - before, shown - after].filter((moment) => moment + ahead(moment, clock) === shown)
  return moments.length > 0 ? Math.min(...moments) : jump([shown - after, shown - before], clock)
}

/** The second in which clocks change between two moments. */
function jump([from, to]: readonly [number, number], clock: Intl.DateTimeFormat): number {
  let [low, high] = [Math.floor(from / 1000), Math.ceil(to / 1000)]
  const old = ahead(low * 1000, clock)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (ahead(middle * 1000, clock) === old) low = middle
    else high = middle
  }
  return high * 1000
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

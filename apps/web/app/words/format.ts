import { clock } from '#flows/story/story-words.ts'

/** A length of time from seconds: `0:42`. */
export function length(seconds: number): string {
  return clock(seconds * 1000)
}

/** `14:05` in the reader's own zone and format; on the server, which knows neither, in UTC. */
export function timeOfDay(at: number, zone?: string): string {
  return new Intl.DateTimeFormat(zone === undefined ? undefined : 'en-GB', {
    hour: zone === undefined ? 'numeric' : '2-digit',
    minute: '2-digit',
    ...zoned(zone),
  }).format(at)
}

/** "Today", "Yesterday", "Monday", "5 January 2026". */
export function dayInWords(at: number, { now, zone }: { readonly now: number; readonly zone?: string }): string {
  const days = dayNumber(now, zone) - dayNumber(at, zone)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  if (days > 1 && days < 7) return new Intl.DateTimeFormat('en-GB', { weekday: 'long', ...zoned(zone) }).format(at)
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', ...zoned(zone) }).format(at)
}

/** As part of a sentence: "today", "yesterday", "on Monday", "on 5 January 2026". */
export function dayInSentence(at: number, when: { readonly now: number; readonly zone?: string }): string {
  const day = dayInWords(at, when)
  return day === 'Today' || day === 'Yesterday' ? day.toLowerCase() : `on ${day}`
}

/** Short, as part of a line: "now", "5 min ago", "14:05", "Mon", "5 Jan". */
export function shortly(at: number, when: { readonly now: number; readonly zone?: string }): string {
  return briefly(at, when).replace(/ min$/, ' min ago')
}

/** The shortest, for a column of times: "5 min". */
export function briefly(at: number, { now, zone }: { readonly now: number; readonly zone?: string }): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return 'now'
  if (minutes < 60) return `${minutes} min`
  const days = dayNumber(now, zone) - dayNumber(at, zone)
  if (days === 0) return timeOfDay(at, zone)
  if (days < 7) return new Intl.DateTimeFormat('en-GB', { weekday: 'short', ...zoned(zone) }).format(at)
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...zoned(zone) }).format(at)
}

/** To the second, for whoever wants to know exactly. */
export function exactly(at: number, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long', ...zoned(zone) }).format(at)
}

function zoned(zone: string | undefined): { timeZone?: string } {
  return zone === undefined ? {} : { timeZone: zone }
}

/** Days since 1970 in a zone. */
function dayNumber(at: number, zone?: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...zoned(zone),
  }).format(at)
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / 86_400_000)
}

import { sentencesIn } from './sentences.ts'

/**
 * The day of the week as callers hear it.
 * @param at milliseconds since 1970, as if the local zone were UTC.
 */
export function weekdayIn(at: number, language?: string): string {
  return sentencesIn(language).weekdays[new Date(at).getUTCDay()] ?? ''
}

/** The time of day as callers hear it: `2:05 PM` where the clock has twelve hours, else `14:05`. @param at as for `weekdayIn` */
export function localTime(at: number, language?: string): string {
  const moment = new Date(at)
  const [hours, minutes] = [moment.getUTCHours(), String(moment.getUTCMinutes()).padStart(2, '0')]
  if (language !== undefined && !TWELVE_HOURS.has(language)) return `${hours}:${minutes}`
  return `${hours % 12 || 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'}`
}

const TWELVE_HOURS: ReadonlySet<string> = new Set(['en-US', 'en-AU'])

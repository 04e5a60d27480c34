import { z } from 'zod'
import { hoursFields } from '#flows/hours/hours-fields.ts'
import { canonicalJson } from '#flows/language/canonical-json.ts'
import type { Hours } from '#flows/hours/hours.ts'
import { weekWords } from '#flows/hours/week-words.ts'
import { seenName } from '../seen-name.ts'

/** What a schedule is called. */
export const scheduleName = seenName('Give these hours a name.')

/** An organisation can have at most this many: people choose from all of them. */
export const MOST_SCHEDULES = 50

const hours = z.strictObject(hoursFields)

/** Opening hours as a form sends them, in JSON. */
export const writtenHours = z
  .string()
  .max(100_000, 'These hours are too long.')
  .transform((text, { addIssue }): Hours => {
    const read = hours.safeParse(parsed(text))
    if (read.success) return read.data
    for (const { message } of read.error.issues) addIssue({ code: 'custom', message })
    return z.NEVER
  })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Hours as one text, the same for the same hours. */
export function hoursText(of: Hours): string {
  return canonicalJson(of)
}

/** Hours in a line for the record: the week, and how much else there is. */
export function hoursWords({ week, timeZone, publicHolidays, dates, closedUntil }: Hours): string {
  return [
    weekWords(week),
    ...(timeZone === undefined ? [] : [timeZone]),
    ...(publicHolidays === undefined ? [] : [`public holidays ${publicHolidays}`]),
    ...(dates.length === 0 ? [] : [`own days: ${dates.map(({ name, first }) => `${name} ${first}`).join(', ')}`]),
    ...(closedUntil === undefined ? [] : [`closed until ${closedUntil.replace('T', ' ')}`]),
  ].join('; ')
}

import { weekdays, type DayHours, type Hours, type Weekday } from './hours.ts'
import { minutesOf } from './time-of-day.ts'
import { dayNames } from './week-words.ts'

/** What is wrong with the first day of a week that has something wrong; null when none has. */
export function weekTrouble(week: Hours['week']): string | null {
  const [first] = weekdays.flatMap((weekday) => {
    const trouble = dayTrouble(week[weekday])
    return trouble === null ? [] : [namedTrouble(weekday, trouble)]
  })
  return first ?? null
}

/** What is wrong with a day, with its name. */
export function namedTrouble(weekday: Weekday, trouble: string): string {
  return `${dayNames[weekday]}: ${trouble}`
}

/** What is wrong with a day's times, as what follows the day's name; null when nothing is. */
export function dayTrouble(hours: DayHours): string | null {
  if (hours.kind !== 'spans') return null
  if (hours.spans.length === 0) return 'say from when until when it is open, or choose “Closed”.'
  for (const { from, to } of hours.spans) {
    const [begins, ends] = [minutesOf(from), minutesOf(to)]
    if (Number.isNaN(begins) || Number.isNaN(ends) || begins === 1440)
      return 'say from when until when it is open, as 09:30 and 17:00.'
    if (begins === ends || (begins === 0 && ends === 1440))
      return 'it opens and closes at the same time. If it is open all day, choose “24 hours”.'
  }
  return null
}

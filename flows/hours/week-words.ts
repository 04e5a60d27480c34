import { weekdays, type DayHours, type Hours, type Weekday } from './hours.ts'
import { minutesOf } from './time-of-day.ts'

export const dayNames: Readonly<Record<Weekday, string>> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
}

/** A week in a line: "Mon–Fri 09:00–17:00, Sat 10:00–13:00". Days on which it is closed are not named. */
export function weekWords(week: Hours['week']): string {
  const runs: { readonly first: Weekday; last: Weekday; readonly times: string }[] = []
  for (const [at, day] of weekdays.entries()) {
    const times = dayWords(week[day])
    const before = runs.at(-1)
    if (before && before.times === times && weekdays[at - 1] === before.last) before.last = day
    else if (times !== CLOSED) runs.push({ first: day, last: day, times })
  }
  if (runs.length === 0) return 'Never open'
  return runs
    .map(({ first, last, times }) => `${first === last ? short(first) : `${short(first)}–${short(last)}`} ${times}`)
    .join(', ')
}

/** The times of a day, those that overlap or follow each other as one. */
export function dayWords(day: DayHours): string {
  if (day.kind === 'closed') return CLOSED
  if (day.kind === 'all-day') return '24 hours'
  return merged(day.spans.map(({ from, to }) => [minutesOf(from), minutesOf(to)] as const))
    .map(([from, to]) => `${timeWords(from)}–${timeWords(to)}`)
    .join(' and ')
}

type Minutes = readonly [from: number, to: number]

/** One that ends after midnight ends behind 1440. */
function merged(spans: readonly Minutes[]): readonly Minutes[] {
  const inOrder = spans.map(([from, to]): Minutes => [from, to <= from ? to + 1440 : to]).toSorted(([a], [b]) => a - b)
  const all: Minutes[] = []
  for (const [from, to] of inOrder) {
    const before = all.at(-1)
    if (before && from <= before[1]) all[all.length - 1] = [before[0], Math.max(before[1], to)]
    else all.push([from, to])
  }
  return all
}

function timeWords(minutes: number): string {
  const within = minutes > 1440 ? minutes - 1440 : minutes
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

const short = (day: Weekday): string => dayNames[day].slice(0, 3)
const CLOSED = 'closed'

import { recordOf } from '../language/path.ts'
import { weekdays, type DayHours, type Hours, type Span } from './hours.ts'

/** A week as a draft holds it, read leniently: a day that is none is closed, and a time that is missing is empty. */
export function readWeek(value: unknown): Hours['week'] {
  const days = recordOf(value)
  // by the names of all days
  return Object.fromEntries(weekdays.map((day) => [day, readDay(days[day])])) as Hours['week']
}

function readDay(value: unknown): DayHours {
  const { kind, spans } = recordOf(value)
  if (kind === 'all-day') return { kind }
  return kind === 'spans' ? { kind, spans: Array.isArray(spans) ? spans.map(readSpan) : [] } : { kind: 'closed' }
}

function readSpan(value: unknown): Span {
  const { from, to } = recordOf(value)
  return { from: typeof from === 'string' ? from : '', to: typeof to === 'string' ? to : '' }
}

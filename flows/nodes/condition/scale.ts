/** What may be told to be before, after or between others. */
export type Scale = 'number' | 'time' | 'date'

/** A place on one scale; places on different ones cannot be compared. */
export interface Place {
  readonly scale: Scale
  /** A number; minutes since midnight; days since 1970. */
  readonly at: number
}

/** Where a text stands: a number, a time as in `18:30`, a date as in `2026-12-24`; null for any other. */
export function placeOn(text: string): Place | null {
  const plain = text.trim()
  if (/^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain)) return { scale: 'number', at: Number(plain) }
  const time = /^(\d{1,2}):(\d{2})$/.exec(plain)
  if (time) return timePlace(Number(time[1]), Number(time[2]))
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(plain)
  return date ? datePlace(Number(date[1]), Number(date[2]), Number(date[3])) : null
}

function timePlace(hours: number, minutes: number): Place | null {
  return hours < 24 && minutes < 60 ? { scale: 'time', at: hours * 60 + minutes } : null
}

/** No calendar is asked: a day that its month does not have is no date. */
function datePlace(year: number, month: number, day: number): Place | null {
  const at = Date.UTC(year, month - 1, day)
  const isReal = new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === day
  return isReal ? { scale: 'date', at: at / 86_400_000 } : null
}

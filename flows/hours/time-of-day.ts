/** Minutes since midnight of a time of day as `09:30`; NaN for what is none. Up to `24:00`. */
export function minutesOf(time: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(time)
  if (!match) return Number.NaN
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2])
}

/** Whether it is a day of the calendar as `2026-12-24`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && isReal(text, `${text}T00:00Z`)
}

/** Whether it is a day and a time of it, as `2026-12-24T09:30`. */
export function isDayAndTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(text) && isReal(text, `${text}Z`)
}

/** The 30th of February is read as another day. */
function isReal(text: string, inUtc: string): boolean {
  const at = Date.parse(inUtc)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

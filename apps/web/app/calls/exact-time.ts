/** "14:05:09.123 GMT-5": the time of a technical event, to the millisecond and with its zone's offset at that moment. */
export function exactTime(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...CLOCK, timeZone: zone }).format(at)
}

/** The same with its day, for whoever needs it: "27 November 2026 at 14:05:09.123 GMT-5". */
export function exactMoment(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    ...CLOCK,
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at)
}

const CLOCK = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
  timeZoneName: 'shortOffset',
} as const

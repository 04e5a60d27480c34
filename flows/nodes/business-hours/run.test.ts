import { describe, expect, test } from 'vitest'
import type { Hours, PublicHolidays } from '../../hours/hours.ts'
import type { DecideAround } from '../../language/decide.ts'
import { usesOf } from '../../language/uses.ts'
import { factsWith, here, ScriptedCall } from '../scripted-call.ts'
import { businessHours } from './definition.ts'
import { run } from './run.ts'

const config = businessHours.config.parse({})
const shared = businessHours.config.parse({ hours: { kind: 'shared', schedule: SCHEDULE() } })

function SCHEDULE(): string {
  return '11111111-1111-4111-8111-111111111111'
}

/** Hours of a node, every day from 9 to 17 unless said otherwise. */
function hours(change: Record<string, unknown> = {}, day: unknown = spans('09:00-17:00')): Record<string, unknown> {
  const week = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((name) => [name, day]),
  )
  const { week: changed, ...others } = change
  return { hours: { kind: 'own', week: { ...week, ...(changed as object) }, ...others } }
}

function spans(...all: string[]): unknown {
  return { kind: 'spans', spans: all.map((span) => ({ from: span.slice(0, 5), to: span.slice(6) })) }
}

function decided(drawn: Record<string, unknown>, at: string, more: Partial<DecideAround> = {}): string | undefined {
  const { caller, roster, routing, inactive, seed } = factsWith()
  return businessHours.decide?.(businessHours.config.parse(drawn), {
    caller,
    roster,
    routing,
    inactive,
    seed,
    node: 'n1',
    at: Date.parse(at),
    timeZone: 'Europe/Berlin',
    ...more,
  })
}

describe('business hours', () => {
  test.each([
    ['open', 'open'],
    ['closed', 'closed'],
    ['holiday', 'holiday'],
    [null, 'open'],
  ])('go on as was decided when the call came in: %s', async (word, exit) => {
    const call = new ScriptedCall(factsWith())
    expect(await run(call, config, here(word))).toBe(exit)
    expect(call.told).toEqual([])
  })

  test('are of working days unless said otherwise', () => {
    expect(businessHours.summary(config)).toBe('Mon–Fri 09:00–17:00')
    expect(usesOf({ kind: 'business-hours', config: {} }).schedules).toEqual([])
  })

  test('that are shared say which they use, and hold as they are when the call comes in', () => {
    expect(usesOf({ kind: 'business-hours', config: shared }).schedules).toEqual([SCHEDULE()])
    const known = { [SCHEDULE()]: businessHours.config.parse(hours()).hours as unknown as Hours }
    expect(decided(shared, '2026-06-15T10:00+02:00', { schedules: known })).toBe('open')
    expect(decided(shared, '2026-06-15T20:00+02:00', { schedules: known })).toBe('closed')
    expect(() => decided(shared, '2026-06-15T10:00+02:00')).toThrow('nobody knows')
  })
})

const night = hours({ week: { saturday: spans('22:00-03:00'), sunday: { kind: 'closed' } } })
const early = (from: string, to: string) => hours({}, spans(`${from}-${to}`))

describe('a call that comes in', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['in the hours is open', hours(), '2026-06-15T12:00+02:00', 'open'],
    ['as they begin is open', hours(), '2026-06-15T09:00+02:00', 'open'],
    ['as they end is closed', hours(), '2026-06-15T17:00+02:00', 'closed'],
    ['a moment before is open', hours(), '2026-06-15T16:59:59.999+02:00', 'open'],
    ['at the break is closed', hours({}, spans('09:00-12:00', '13:00-17:00')), '2026-06-15T12:30+02:00', 'closed'],
    ['after the break is open', hours({}, spans('09:00-12:00', '13:00-17:00')), '2026-06-15T13:00+02:00', 'open'],
    ['on a day of 24 hours is open at midnight', hours({}, { kind: 'all-day' }), '2026-06-15T00:00+02:00', 'open'],
    ['before midnight of a late evening is open', night, '2026-06-13T23:00+02:00', 'open'],
    ['after midnight, on the day that is closed, is open', night, '2026-06-14T02:59+02:00', 'open'],
    ['as that night ends is closed', night, '2026-06-14T03:00+02:00', 'closed'],
    ['until midnight is open', early('18:00', '24:00'), '2026-06-14T23:59+02:00', 'open'],
    [
      'in a zone of the node’s own goes by that',
      hours({ timeZone: 'America/New_York' }),
      '2026-06-15T15:00+02:00',
      'open',
    ],
    ['there, before it opens, is closed', hours({ timeZone: 'America/New_York' }), '2026-06-15T14:59+02:00', 'closed'],
    // Berlin, 29 March 2026: clocks jump from 02:00 to 03:00
    [
      'in the hour that is left out finds a span in it never open',
      early('02:15', '02:45'),
      '2026-03-29T03:00+02:00',
      'closed',
    ],
    [
      'finds what opens at a time that is left out open when clocks jump',
      early('02:30', '05:00'),
      '2026-03-29T03:00+02:00',
      'open',
    ],
    ['finds what closes at such a time closed then', early('01:00', '02:30'), '2026-03-29T03:00+02:00', 'closed'],
    ['a moment before the jump still finds it open', early('01:00', '02:30'), '2026-03-29T01:59+01:00', 'open'],
    // Berlin, 25 October 2026: clocks go back from 03:00 to 02:00
    [
      'finds what opens at a time that comes twice open at the first',
      early('02:30', '05:00'),
      '2026-10-25T02:30+02:00',
      'open',
    ],
    [
      'finds it open, too, when clocks show an earlier time again',
      early('02:30', '05:00'),
      '2026-10-25T02:10+01:00',
      'open',
    ],
    [
      'finds what closes at a time that comes twice closed from the first on',
      early('01:00', '02:30'),
      '2026-10-25T02:10+01:00',
      'closed',
    ],
    [
      'in a night that is an hour longer finds its span open to its end',
      early('22:00', '04:00'),
      '2026-10-25T03:59+01:00',
      'open',
    ],
    ['in a closure is closed', hours({ closedUntil: '2026-06-15T14:00' }), '2026-06-15T13:59+02:00', 'closed'],
    [
      'as a closure ends is open by itself',
      hours({ closedUntil: '2026-06-15T14:00' }),
      '2026-06-15T14:00+02:00',
      'open',
    ],
    [
      'in a closure on a holiday is closed',
      hours({ closedUntil: '2026-10-04T00:00', publicHolidays: 'DE' }),
      '2026-10-03T12:00+02:00',
      'closed',
    ],
    ['on a public holiday finds it so all day', hours({ publicHolidays: 'DE' }), '2026-10-03T03:00+02:00', 'holiday'],
    [
      'on a public holiday by the local date',
      hours({ publicHolidays: 'DE', timeZone: 'Pacific/Auckland' }),
      '2026-10-02T22:00+02:00',
      'holiday',
    ],
    ['on the holiday of a place that nobody keeps is open', hours(), '2026-10-03T12:00+02:00', 'open'],
    [
      'on a day of one’s own finds a holiday',
      hours({ dates: [{ name: 'Outing', first: '2026-06-15' }] }),
      '2026-06-15T12:00+02:00',
      'holiday',
    ],
    [
      'on the last of several finds one',
      hours({ dates: [{ name: 'Break', first: '2026-06-10', last: '2026-06-15' }] }),
      '2026-06-15T12:00+02:00',
      'holiday',
    ],
    [
      'after the last does not',
      hours({ dates: [{ name: 'Break', first: '2026-06-10', last: '2026-06-14' }] }),
      '2026-06-15T12:00+02:00',
      'open',
    ],
    [
      'on a public holiday that is worked on is open',
      hours({ publicHolidays: 'DE', dates: [{ name: 'Open Saturday', first: '2026-10-03', as: 'usual' }] }),
      '2026-10-03T12:00+02:00',
      'open',
    ],
    [
      'after midnight of a holiday, from the evening before, is open',
      hours({ publicHolidays: 'DE' }, spans('20:00-02:00')),
      '2026-10-03T01:00+02:00',
      'open',
    ],
    [
      'the morning after a holiday that would still be open finds the holiday',
      hours({ publicHolidays: 'DE' }, spans('20:00-02:00')),
      '2026-10-04T01:00+02:00',
      'holiday',
    ],
  ])('%s', (_sentence, drawn, at, exit) => {
    const publicHolidays: PublicHolidays = (place, day) => (place === 'DE' && day === '2026-10-03' ? 'Unity' : null)
    expect(decided(drawn, at, { publicHolidays })).toBe(exit)
  })
})

describe('as they are drawn', () => {
  test.each<[string, unknown, string]>([
    [
      'a day open without times',
      { week: { monday: spans() } },
      'Monday: say from when until when it is open, or choose “Closed”.',
    ],
    [
      'a time that is none',
      { week: { tuesday: spans('25:00-26:00') } },
      'Tuesday: say from when until when it is open, as 09:30 and 17:00.',
    ],
    [
      'open = close',
      { week: { friday: spans('09:00-09:00') } },
      'Friday: it opens and closes at the same time. If it is open all day, choose “24 hours”.',
    ],
    [
      '24 hours that are not said to be',
      { week: { friday: spans('00:00-24:00') } },
      'Friday: it opens and closes at the same time. If it is open all day, choose “24 hours”.',
    ],
    ['a zone that is an offset', { timeZone: '+02:00' }, 'Choose a time zone from the list, such as Europe/Berlin.'],
    ['a place that is none', { publicHolidays: 'DE-${XX}' }, 'Choose a country or region from the list.'],
    ['a day that is none', { dates: [{ name: 'Leap', first: '2026-02-29' }] }, 'Choose the day.'],
    [
      'a last day before the first',
      { dates: [{ name: 'A', first: '2026-02-02', last: '2026-02-01' }] },
      'The last day is before the first.',
    ],
    ['an end of a closure that is none', { closedUntil: 'tomorrow' }, 'Choose a day and a time.'],
  ])('%s is refused, and what to do is said', (_what, change, message) => {
    const read = businessHours.config.safeParse(hours(change as Record<string, unknown>))
    expect(read.error?.issues.map((issue) => issue.message)).toEqual([message])
  })

  test('hours that are never open are doubtful', () => {
    const never = businessHours.config.parse(hours({}, { kind: 'closed' }))
    expect(businessHours.check?.(never, { people: null })).toMatchObject([{ field: 'hours.week', severity: 'warning' }])
    expect(businessHours.check?.(config, { people: null })).toEqual([])
  })

  test.each([
    ['days alike stand together', hours({ week: { sunday: { kind: 'closed' } } }), 'Mon–Sat 09:00–17:00'],
    [
      'times that overlap or touch are one',
      hours({}, spans('09:00-12:00', '11:00-14:00', '14:00-15:00')),
      'Mon–Sun 09:00–15:00',
    ],
    ['a break stays', hours({}, spans('13:00-17:00', '09:00-12:00')), 'Mon–Sun 09:00–12:00 and 13:00–17:00'],
    ['after midnight', hours({}, spans('22:00-03:00')), 'Mon–Sun 22:00–03:00'],
    ['all day', hours({}, { kind: 'all-day' }), 'Mon–Sun 24 hours'],
    ['never', hours({}, { kind: 'closed' }), 'Never open'],
  ])('on their card: %s', (_sentence, drawn, words) => {
    expect(businessHours.summary(businessHours.config.parse(drawn))).toBe(words)
  })
})

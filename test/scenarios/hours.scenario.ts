import type { Hours } from '#flows/hours/hours.ts'
import type { KnownAtArrival } from '#flows/language/decide.ts'
import type { Flow } from '#flows/language/flow.ts'
import { publicHolidays } from '#infra/holidays/public-holidays.ts'
import { drawn } from '#test/builders/flows.ts'
import { everywhere, scenario } from './scenario.ts'

const schedule = '0f1c2d3e-0000-4000-8000-000000000001'
const closed = { kind: 'closed' } as const

/** A line that tells how it stands, and rings Ana while it is open. */
function line(hours: object): Flow {
  const flow = drawn(
    'Front desk',
    ['business-hours', { hours }],
    ['ring-group', { seconds: 10 }],
    ['play', { text: 'We are closed.' }],
    ['play', { text: 'Today is a holiday.' }],
    ['play', { text: 'Nobody answers.' }],
  )
  const ways: readonly (readonly [from: string, exit: string, to: string])[] = [
    ['n0', 'next', 'n1'],
    ['n1', 'open', 'n2'],
    ['n1', 'closed', 'n3'],
    ['n1', 'holiday', 'n4'],
    ...['no-answer', 'declined', 'nobody'].map((exit) => ['n2', exit, 'n5'] as const),
    ...['n3', 'n4', 'n5'].map((from) => [from, 'next', 'n6'] as const),
  ]
  return { ...flow, edges: ways.map(([from, exit, to]) => ({ from, exit, to })) }
}

/** A week with these spans every day, but for the days that are named. */
function week(spans: readonly string[], others: Partial<Hours['week']> = {}): Hours['week'] {
  const day = { kind: 'spans' as const, spans: spans.map((span) => ({ from: span.slice(0, 5), to: span.slice(6) })) }
  return {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
    ...others,
  }
}

const berlin = { kind: 'own', timeZone: 'Europe/Berlin', dates: [] }
const office = line({
  ...berlin,
  week: week(['09:00-12:00', '13:00-17:00'], { sunday: closed }),
  publicHolidays: 'DE-BY',
})
const bar = line({ ...berlin, week: week(['20:00-02:30']) })
const shared = line({ kind: 'shared', schedule })
const calendar: KnownAtArrival = {
  publicHolidays: (place, day) => publicHolidays(place, 2026, 2026)[day] ?? null,
}

scenario(
  '[S4] In business hours people ring, at the break and on closed days nobody does',
  { flow: office, knows: calendar },
  async ({ caller, anotherCaller, ana, call }) => {
    const [atNoon, onSunday] = [anotherCaller(), anotherCaller()]
    await caller.dials({ at: '2026-06-15T11:59+02:00' })
    await ana.phoneRings()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
    await atNoon.dials({ at: '2026-06-15T12:00+02:00' })
    await atNoon.hears('We are closed.')
    await atNoon.isLeftAlone()
    await onSunday.dials({ at: '2026-06-14T10:00+02:00' })
    await onSunday.hears('We are closed.')
    await onSunday.isLeftAlone()
    await onSunday.call.isCompleted()
  },
)

scenario(
  '[S4] On a public holiday of the region callers hear so, on the day before people ring',
  { flow: office, knows: calendar },
  async ({ caller, anotherCaller, ana, call }) => {
    const dayBefore = anotherCaller()
    await caller.dials({ at: '2026-01-06T10:00+01:00' })
    await caller.hears('Today is a holiday.')
    await caller.isLeftAlone()
    await call.isCompleted()
    await ana.phoneStaysSilent()
    await dayBefore.dials({ at: '2026-01-05T10:00+01:00' })
    await ana.phoneRings()
    await dayBefore.hangsUp()
    await dayBefore.call.isAbandoned()
  },
)

scenario(
  '[S4, pitfall 26] In the night in which clocks jump, what closes at a time that is left out closes when they jump',
  { flow: bar },
  async ({ caller, anotherCaller, ana }) => {
    const later = anotherCaller()
    await caller.dials({ at: '2026-03-29T01:59+01:00' })
    await ana.phoneRings()
    await caller.hangsUp()
    await later.dials({ at: '2026-03-29T03:00+02:00' })
    await later.hears('We are closed.')
    await later.isLeftAlone()
  },
)

scenario(
  '[S4, pitfall 26] In the night in which clocks go back, what closes at a time that comes twice closes at the first',
  { flow: bar },
  async ({ caller, anotherCaller, ana }) => {
    const [later, again] = [anotherCaller(), anotherCaller()]
    await caller.dials({ at: '2026-10-25T02:29+02:00' })
    await ana.phoneRings()
    await caller.hangsUp()
    await later.dials({ at: '2026-10-25T02:31+02:00' })
    await later.hears('We are closed.')
    await later.isLeftAlone()
    await again.dials({ at: '2026-10-25T02:10+01:00' })
    await again.hears('We are closed.')
    await again.isLeftAlone()
  },
)

scenario(
  '[S4, pitfall 26] An evening that goes on after midnight is one span',
  { flow: bar },
  async ({ caller, anotherCaller, ana }) => {
    const after = anotherCaller()
    await caller.dials({ at: '2026-06-16T01:00+02:00' })
    await ana.phoneRings()
    await caller.hangsUp()
    await after.dials({ at: '2026-06-16T02:30+02:00' })
    await after.hears('We are closed.')
    await after.isLeftAlone()
  },
)

const hours: Hours = {
  week: week(['09:00-17:00']),
  dates: [],
  closedUntil: '2026-06-15T14:00',
  timeZone: 'Europe/Berlin',
}
scenario(
  '[S4] A closure of shared hours ends by itself',
  { flow: shared, knows: { schedules: { [schedule]: hours } } },
  async ({ caller, anotherCaller, ana, call }) => {
    const afterwards = anotherCaller()
    await caller.dials({ at: '2026-06-15T13:59+02:00' })
    await caller.hears('We are closed.')
    await caller.isLeftAlone()
    await call.isCompleted()
    await afterwards.dials({ at: '2026-06-15T14:00+02:00' })
    await ana.phoneRings()
    await afterwards.hangsUp()
  },
)

scenario(
  '[S4] Hours of which nobody knows anything are open: no caller is turned away by our mistake',
  { flow: shared },
  async ({ caller, ana }) => {
    await caller.dials()
    await ana.phoneRings()
    await caller.hangsUp()
  },
)

scenario(
  '[S4] Closed for now: callers hear so whatever the clock says, and the story tells why',
  {
    flow: line({ ...berlin, week: week(['00:01-23:59']), closedUntil: '2099-12-31T23:00' }),
    drivers: everywhere,
  },
  async ({ caller, ana, call }) => {
    await caller.dials()
    await caller.hears('We are closed.')
    await caller.isLeftAlone()
    await ana.phoneStaysSilent()
    await call.isCompleted()
    await call.storySays(/Business hours 1.* leads to “⁨?Closed”/)
  },
)

import type { Hours } from '#flows/hours/hours.ts'
import { addressOf } from '../../reach/addresses.ts'
import SchedulePage, {
  type action as scheduleAction,
  type loader as scheduleLoader,
} from '../../settings/schedule.page.tsx'
import SchedulesPage, { type loader as schedulesLoader } from '../../settings/schedules.page.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { done, refusedWith } from '../seeds/answers.ts'
import { administrators } from '../seeds/people.ts'
import { schedules } from '../seeds/schedules.ts'
import { PageStage, type DataOf } from '../stage.tsx'

type One = DataOf<typeof scheduleLoader>
type All = DataOf<typeof schedulesLoader>

const day = {
  kind: 'spans' as const,
  spans: [
    { from: '09:00', to: '12:30' },
    { from: '13:30', to: '18:00' },
  ],
}
const late = { kind: 'spans' as const, spans: [{ from: '20:00', to: '02:00' }] }
const hours: Hours = {
  week: {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: late,
    saturday: { kind: 'all-day' },
    sunday: { kind: 'closed' },
  },
  timeZone: 'Europe/Berlin',
  publicHolidays: 'DE-BY',
  dates: [
    { name: 'Between the years', first: '2026-12-27', last: '2026-12-31', as: 'off' },
    { name: 'Open Saturday', first: '2026-10-03', as: 'usual' },
  ],
  closedUntil: '2026-12-01T08:00',
}
const words = 'Mon–Thu 09:00–12:30 and 13:30–18:00, Fri 20:00–02:00, Sat 24 hours; Europe/Berlin; public holidays DE-BY'

function all(id: string, name: string, more: Partial<All> = {}): Exhibit {
  const data: All = {
    schedules: schedules.map((one) => ({ ...one, week: 'Mon–Fri 09:00–17:00' })),
    manages: true,
    administrators,
    ...more,
  }
  return {
    id,
    name,
    source: 'settings/schedules.page.tsx',
    as: 'page',
    show: () => <PageStage<typeof schedulesLoader> page={SchedulesPage} data={data} at={addressOf.schedules()} />,
  }
}

function one(id: string, name: string, more: Partial<One> = {}, answered?: DataOf<typeof scheduleAction>): Exhibit {
  const data: One = {
    id: '5ea50000-0000-4000-8000-0000000000a1',
    name: 'Office hours',
    hours,
    words,
    uses: [
      { flow: 'sales', name: 'Sales', published: true },
      { flow: 'support', name: 'Support', published: false },
    ],
    revision: 'r',
    manages: true,
    administrators,
    ...more,
  }
  return {
    id,
    name,
    source: 'settings/schedule.page.tsx, settings/hours-form.tsx, settings/own-days.tsx, forms/week-input.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof scheduleLoader, typeof scheduleAction>
        page={SchedulePage}
        data={data}
        at={addressOf.schedule(data.id)}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

export const hoursGroup: ExhibitGroup = {
  id: 'hours',
  name: 'Shared hours',
  exhibits: [
    all('list', 'List'),
    all('list-empty', 'List: none yet', { schedules: [] }),
    all('list-read-only', 'List: only to read', { manages: false }),
    one('hours', 'Hours'),
    one('hours-saved', 'Hours: saved', {}, done('change', 'Saved. From the next call on, these hours hold.')),
    one('hours-unused', 'Hours: used nowhere', { uses: [] }),
    one(
      'hours-in-use',
      'Hours: could not be deleted',
      {},
      refusedWith('delete', 'schedule-in-use', { flows: 'Sales' }),
    ),
    one('hours-read-only', 'Hours: only to read', { manages: false }),
  ],
}

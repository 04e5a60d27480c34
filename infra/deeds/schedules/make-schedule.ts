import { z } from 'zod'
import { hoursFields } from '#flows/hours/hours-fields.ts'
import { Schedule } from '../../db/schedule/schedule.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { MOST_SCHEDULES, scheduleName } from './schedule-input.ts'

/** Makes opening hours that several flows can share: those of working days, to be changed. */
export const makeSchedule = deed({
  permission: 'organisation.manage',
  input: z.strictObject({ name: scheduleName }),
  records: ['schedule.made'],
  taken: async (_context, { name }) => refused('schedule-name-taken', { name }),
  async act(em, { organisation, record }, { name }) {
    if ((await em.count(Schedule, {})) >= MOST_SCHEDULES) return refused('schedules-limit', { most: MOST_SCHEDULES })
    const schedule = em.create(Schedule, { organisation, name, hours: z.object(hoursFields).parse({}) })
    await em.flush()
    await record({ kind: 'schedule.made', on: { id: schedule.id, name }, changed: { name: [null, name] } })
    return { ok: true, schedule: schedule.id }
  },
})

import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { sha256 } from '#flows/language/sha256.ts'
import { Schedule } from '../../db/schedule/schedule.ts'
import { refused } from '../../errors.ts'
import { changedIn, drawnFrom } from '../changed-in.ts'
import { deed } from '../deed.ts'
import { hoursText, hoursWords, scheduleName, writtenHours } from './schedule-input.ts'

/** Changes shared opening hours, for every flow that uses them, from the next call on. */
export const changeSchedule = deed({
  permission: 'organisation.manage',
  input: z.strictObject({
    schedule: z.guid(),
    name: scheduleName,
    hours: writtenHours,
    /** What the form was drawn from; of the hours, the revision. */
    was: drawnFrom('name', 'hours'),
  }),
  records: ['schedule.changed'],
  taken: async (_context, { name }) => refused('schedule-name-taken', { name }),
  async act(em, { record }, { schedule: id, name, hours, was }) {
    const row = await em.findOne(Schedule, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!row) return refused('schedule-not-found', { schedule: id })
    const before = { name: row.name, hours: row.hours }
    const [kept, sent] = [before.hours, hours].map((one) => sha256(hoursText(one))) as [string, string] // of two, two
    const merged = changedIn({
      now: { name: before.name, hours: kept },
      sent: { name, hours: sent },
      was,
      called: { name: 'the name', hours: 'the hours' },
      worded: (field, value) => (field === 'hours' ? hoursWords(before.hours) : value),
    })
    if (!merged.ok) return merged
    em.assign(row, { name: merged.values.name, ...(merged.values.hours === sent && { hours }) })
    await em.flush()
    await record({
      kind: 'schedule.changed',
      on: { id, name: before.name },
      changed: { name: [before.name, row.name], hours: [hoursWords(before.hours), hoursWords(row.hours)] },
    })
    return { ok: true }
  },
})

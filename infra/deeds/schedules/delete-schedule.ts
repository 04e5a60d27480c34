import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { isolated } from '#flows/story/isolated.ts'
import { usedIn } from '../../db/flow/used-in.ts'
import { Schedule } from '../../db/schedule/schedule.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'

/** Deletes shared opening hours that no flow uses, neither in its draft nor as it is published. */
export const deleteSchedule = deed({
  permission: 'organisation.manage',
  input: z.strictObject({ schedule: z.guid() }),
  records: ['schedule.deleted'],
  async act(em, { record }, { schedule: id }) {
    // whoever publishes a flow that uses it holds it meanwhile
    const schedule = await em.findOne(Schedule, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!schedule) return refused('schedule-not-found', { schedule: id })
    const flows = await usedIn(em, 'schedules', id)
    if (flows.length > 0)
      return refused('schedule-in-use', {
        flows: new Intl.ListFormat('en').format(flows.map(({ name }) => isolated(name))),
      })
    const { name } = schedule
    await em.remove(schedule).flush()
    await record({ kind: 'schedule.deleted', on: { id, name }, changed: {} })
    return { ok: true, name }
  },
})

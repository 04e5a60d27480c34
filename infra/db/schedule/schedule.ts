import { defineEntity, p } from '@mikro-orm/core'
import type { Hours } from '#flows/hours/hours.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { ownRowsOnly, rowId } from '../tenant.ts'

export const ScheduleSchema = defineEntity({
  name: 'Schedule',
  tableName: 'schedule',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    name: p.text(),
    /** Checked by `flows/hours/hours-fields.ts` when it was kept. */
    hours: p.json<Hours>(),
  },
  uniques: [{ properties: ['organisation', 'name'] }],
  ...ownRowsOnly('schedule'),
})

/** Opening hours that several flows share. */
export class Schedule extends ScheduleSchema.class {}
ScheduleSchema.setClass(Schedule)

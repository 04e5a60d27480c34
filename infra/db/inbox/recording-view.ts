import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const RecordingViewSchema = defineEntity({
  name: 'RecordingView',
  tableName: 'recording_view',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    call: p.text(),
    recording: p.uuid(),
    /** Id and name as they were then: neither is a reference, since the note outlives both. */
    member: p.uuid(),
    name: p.text(),
    at: moment().defaultRaw('now()'),
  },
  indexes: [{ properties: ['organisation', 'call', 'at'] }],
  ...ownRowsOnly('recording_view'),
})

/** A note that somebody listened to a recording. Only ever added. */
export class RecordingView extends RecordingViewSchema.class {}
RecordingViewSchema.setClass(RecordingView)

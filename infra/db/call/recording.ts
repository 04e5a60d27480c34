import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const recordingSources = ['word', 'callback', 'log'] as const

export const RecordingSchema = defineEntity({
  name: 'Recording',
  tableName: 'recording',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    call: p.text(),
    /** Where the carrier keeps it. */
    url: p.text(),
    seconds: p.integer(),
    /** How we first learned of it. */
    from: p.enum(recordingSources),
    madeAt: moment(),
    /** Our own copy in file storage; null until it was fetched. */
    fileKey: p.text().nullable(),
    bytes: p.integer().nullable(),
    sha256: p.text().nullable(),
    keptAt: moment().nullable(),
    /** Why it was not fetched so far, in words. */
    notKept: p.text().nullable(),
  },
  uniques: [{ properties: ['organisation', 'call', 'url'] }],
  ...ownRowsOnly('recording'),
})

/** What a caller left, at the carrier and, once fetched, in our own file storage. */
export class Recording extends RecordingSchema.class {}
RecordingSchema.setClass(Recording)

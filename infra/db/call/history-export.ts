import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const HistoryExportSchema = defineEntity({
  name: 'HistoryExport',
  tableName: 'history_export',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    call: p.text(),
    fileKey: p.text(),
    /** Of the file's bytes, in hex. */
    sha256: p.text(),
    /** How many of the engine's events the file holds. */
    events: p.integer(),
    exportedAt: moment(),
  },
  uniques: [{ properties: ['organisation', 'call'] }],
  ...ownRowsOnly('history_export'),
})

/** A closed call's history, kept in file storage beyond the engine's own retention. */
export class HistoryExport extends HistoryExportSchema.class {}
HistoryExportSchema.setClass(HistoryExport)

import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const KeptWordSchema = defineEntity({
  name: 'KeptWord',
  tableName: 'kept_word',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    call: p.text(),
    /** Chosen by whoever keeps it, so that the same word is kept once. */
    key: p.text(),
    signal: p.json<unknown>(),
    keptAt: moment().defaultRaw('now()'),
    deliveredAt: moment().nullable(),
  },
  uniques: [{ properties: ['organisation', 'call', 'key'] }],
  indexes: [
    {
      name: 'kept_word_undelivered',
      expression: 'create index "kept_word_undelivered" on "kept_word" ("kept_at") where delivered_at is null',
    },
  ],
  ...ownRowsOnly('kept_word'),
})

/** News for a workflow that could not be told while the engine was away. */
export class KeptWord extends KeptWordSchema.class {}
KeptWordSchema.setClass(KeptWord)

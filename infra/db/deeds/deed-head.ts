import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { ownRowsOnly } from '../tenant.ts'

export const DeedHeadSchema = defineEntity({
  name: 'DeedHead',
  tableName: 'deed_head',
  properties: {
    organisation: owningOrganisation().primary().deleteRule('no action').updateRule('no action'),
    /** How many deeds are recorded. */
    place: p.bigint('number'),
    /** The hash of the newest; 64 zeros while there is none. */
    hash: p.text(),
  },
  ...ownRowsOnly('deed_head'),
})

/** Where an organisation's record of deeds ends, so that rows that were cut off its end are missed. Only the database itself writes it. */
export class DeedHead extends DeedHeadSchema.class {}
DeedHeadSchema.setClass(DeedHead)

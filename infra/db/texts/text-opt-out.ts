import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const TextOptOutSchema = defineEntity({
  name: 'TextOptOut',
  tableName: 'text_opt_out',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    e164: p.text(),
    since: moment().defaultRaw('now()'),
  },
  uniques: [{ properties: ['organisation', 'e164'] }],
  ...ownRowsOnly('text_opt_out'),
})

/** A number whose owner wants no text messages from any number of the organisation. */
export class TextOptOut extends TextOptOutSchema.class {}
TextOptOutSchema.setClass(TextOptOut)

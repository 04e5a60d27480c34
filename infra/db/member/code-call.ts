import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const CodeCallSchema = defineEntity({
  name: 'CodeCall',
  tableName: 'code_call',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    /** Id of the member who asked for it. No reference: the row outlives the member and the device. */
    member: p.uuid(),
    address: p.text(),
    at: moment(),
  },
  indexes: [{ properties: ['organisation', 'at'] }],
  ...ownRowsOnly('code_call'),
})

/** An address was called with a code. Kept for as long as it counts: see `takeCodeCall`. */
export class CodeCall extends CodeCallSchema.class {}
CodeCallSchema.setClass(CodeCall)

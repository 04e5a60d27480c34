import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { ownRowsOnly } from '../tenant.ts'

export const UnrecordedAttemptsSchema = defineEntity({
  name: 'UnrecordedAttempts',
  tableName: 'unrecorded_attempts',
  properties: {
    organisation: owningOrganisation().primary().deleteRule('no action').updateRule('no action'),
    count: p.integer(),
  },
  ...ownRowsOnly('unrecorded_attempts'),
})

/** How many attempts were not recorded since the last one that was; no row: none. See `recordAttempt`. */
export class UnrecordedAttempts extends UnrecordedAttemptsSchema.class {}
UnrecordedAttemptsSchema.setClass(UnrecordedAttempts)

import { defineEntity, p } from '@mikro-orm/core'
import { Flow } from '../flow/flow.ts'
import { FlowVersion } from '../flow/flow-version.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

/** Who may read a number's conversations: those who have access to it, or everybody in the organisation. */
export const visibilities = ['people', 'organisation'] as const
export type Visibility = (typeof visibilities)[number]

export const NumberSchema = defineEntity({
  name: 'PhoneNumber',
  tableName: 'number',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    /** E.164; a telephone number belongs to one organisation. */
    e164: p.text().unique(),
    name: p.text(),
    /** The name under which the business is known to callers; null: the organisation's. */
    businessName: p.text().nullable(),
    visibility: p.enum(visibilities).default('people'),
    /** The flow it answers with; publishing that flow moves `live` on. */
    flow: () => p.manyToOne(Flow).ref().nullable().index(),
    /** The published version that answers calls; null while the number answers none. */
    live: () => p.manyToOne(FlowVersion).ref().nullable(),
    /** The carrier's ids of what was made there for this number; null until it was configured. */
    carrierNumber: p.text().nullable(),
    webhookResource: p.text().nullable(),
    fallbackScript: p.text().nullable(),
    createdAt: moment().defaultRaw('now()'),
  },
  indexes: [{ properties: ['organisation'] }],
  uniques: [{ properties: ['organisation', 'id'] }],
  ...ownRowsOnly('number'),
})

/** A telephone number of the organisation. (The class has a longer name because `Number` is taken.) */
export class PhoneNumber extends NumberSchema.class {
  answersCalls(): boolean {
    return this.live != null
  }

  /** Whether people without access to it may read its conversations. */
  isOpenToOrganisation(): boolean {
    return this.visibility === 'organisation'
  }
}
NumberSchema.setClass(PhoneNumber)

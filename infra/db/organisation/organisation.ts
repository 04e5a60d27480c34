import { defineEntity, p } from '@mikro-orm/core'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'
import { planNames, plans, type Plan, type PlanName } from './plans.ts'

export const OrganisationSchema = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  properties: {
    id: rowId(),
    name: p.text(),
    plan: p.enum(planNames).default('starter'),
    /** By its IANA name: where its days begin and end. */
    timeZone: p.text().default('UTC'),
    createdAt: moment().defaultRaw('now()'),
  },
  ...ownRowsOnly('organisation', 'id'),
})

/** A company or team that uses Ringdown; nothing of it is visible to another. */
export class Organisation extends OrganisationSchema.class {
  /** What its plan allows. */
  limits(): Plan {
    const name: PlanName = this.plan
    return plans[name]
  }
}
OrganisationSchema.setClass(Organisation)

import { defineEntity, p } from '@mikro-orm/core'
import type { Plan } from '#flows/language/plan.ts'
import { Member } from '../member/member.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'
import { Flow } from './flow.ts'

export const FlowVersionSchema = defineEntity({
  name: 'FlowVersion',
  tableName: 'flow_version',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    flow: () => p.manyToOne(Flow).ref(),
    /** From 1, without gaps, within the flow. */
    version: p.integer(),
    /** The document as it was published, layout and notes included. */
    document: p.json<unknown>(),
    plan: p.json<Plan>(),
    /** The plan's hash: two versions that mean the same have the same. */
    hash: p.text(),
    publishedAt: moment().defaultRaw('now()'),
    publishedBy: () => p.manyToOne(Member).ref(),
  },
  uniques: [{ properties: ['organisation', 'id'] }, { properties: ['flow', 'version'] }],
  ...ownRowsOnly('flow_version'),
})

/** A published flow. It never changes: the application's role may neither update nor delete it. */
export class FlowVersion extends FlowVersionSchema.class {}
FlowVersionSchema.setClass(FlowVersion)

import { defineEntity, p } from '@mikro-orm/core'
import { Member } from '../member/member.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'
import { Flow } from './flow.ts'

export const FlowVisitSchema = defineEntity({
  name: 'FlowVisit',
  tableName: 'flow_visit',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    flow: () => p.manyToOne(Flow).ref().deleteRule('cascade'),
    member: () => p.manyToOne(Member).ref().deleteRule('cascade'),
    /** When the flow was last known to be open on this person's screen. */
    seenAt: moment(),
  },
  uniques: [{ properties: ['flow', 'member'] }],
  ...ownRowsOnly('flow_visit'),
})

/** Somebody who has, or had, a flow open. */
export class FlowVisit extends FlowVisitSchema.class {}
FlowVisitSchema.setClass(FlowVisit)

import { defineEntity, p } from '@mikro-orm/core'
import { Member } from '../member/member.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const FlowSchema = defineEntity({
  name: 'Flow',
  tableName: 'flow',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    name: p.text(),
    /** The flow document as it is being drawn; it may be unfinished. Read it through `flows/flow.ts`. */
    draft: p.json<unknown>(),
    draftSavedAt: moment().defaultRaw('now()'),
    /** Null until somebody has saved it since it is known. */
    draftSavedBy: () => p.manyToOne(Member).ref().nullable(),
  },
  uniques: [{ properties: ['organisation', 'id'] }, { properties: ['organisation', 'name'] }],
  ...ownRowsOnly('flow'),
})

/** A drawing of how a number answers. */
export class Flow extends FlowSchema.class {}
FlowSchema.setClass(Flow)

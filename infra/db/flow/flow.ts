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
    /** The flow document as it is being drawn; it may be unfinished. Read it through `flows/language/flow.ts`. */
    draft: p.json<unknown>(),
    draftSavedAt: moment().defaultRaw('now()'),
    /** Null until somebody has saved it since this has been recorded. */
    draftSavedBy: () => p.manyToOne(Member).ref().nullable(),
    /** When it was put aside: it stands apart in the list, and no number can choose it. */
    archivedAt: moment().nullable(),
    /** When it was deleted: it is listed nowhere, and calls that it answered still name it. */
    deletedAt: moment().nullable(),
  },
  uniques: [{ properties: ['organisation', 'id'] }],
  indexes: [
    {
      name: 'flow_name_in_use',
      expression:
        'create unique index "flow_name_in_use" on "flow" ("organisation_id", "name") where deleted_at is null',
    },
  ],
  ...ownRowsOnly('flow'),
})

/** A drawing of how a number answers. */
export class Flow extends FlowSchema.class {
  /** Whether numbers may choose it. */
  isInUse(): boolean {
    return this.archivedAt == null && this.deletedAt == null
  }
}
FlowSchema.setClass(Flow)

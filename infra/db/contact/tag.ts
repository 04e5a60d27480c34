import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'
import { tagColours } from './tag-colours.ts'

export const TagSchema = defineEntity({
  name: 'Tag',
  tableName: 'tag',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    /** No other tag of the organisation has it, in capitals or small letters. */
    name: p.text().collation('und-x-icu'),
    colour: p.enum(tagColours),
    createdAt: moment().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'tag_name_in_use',
      expression: 'create unique index "tag_name_in_use" on "tag" ("organisation_id", lower("name"))',
    },
  ],
  uniques: [{ properties: ['organisation', 'id'] }],
  ...ownRowsOnly('tag'),
})

/** A word by which the organisation's people sort their contacts, and flows their callers. */
export class Tag extends TagSchema.class {}
TagSchema.setClass(Tag)

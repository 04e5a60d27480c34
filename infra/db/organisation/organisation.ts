import { defineEntity, p } from '@mikro-orm/core'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const OrganisationSchema = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  properties: {
    id: rowId(),
    name: p.text(),
    createdAt: moment().defaultRaw('now()'),
  },
  ...ownRowsOnly('organisation', 'id'),
})

/** A company or team that uses Ringdown; nothing of it is visible to another. */
export class Organisation extends OrganisationSchema.class {}
OrganisationSchema.setClass(Organisation)

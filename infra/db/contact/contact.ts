import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const ContactSchema = defineEntity({
  name: 'Contact',
  tableName: 'contact',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    name: p.text(),
    e164: p.text(),
    createdAt: moment().defaultRaw('now()'),
  },
  uniques: [{ properties: ['organisation', 'e164'] }],
  ...ownRowsOnly('contact'),
})

/** Somebody outside the organisation whom its members know by name. */
export class Contact extends ContactSchema.class {}
ContactSchema.setClass(Contact)

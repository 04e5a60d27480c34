import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { ownRowsOnly, rowId } from '../tenant.ts'
import { Contact } from './contact.ts'
import { Tag } from './tag.ts'

export const ContactTagSchema = defineEntity({
  name: 'ContactTag',
  tableName: 'contact_tag',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    contact: () => p.manyToOne(Contact).ref().deleteRule('cascade'),
    tag: () => p.manyToOne(Tag).ref().index().deleteRule('cascade'),
  },
  uniques: [{ properties: ['contact', 'tag'] }],
  ...ownRowsOnly('contact_tag'),
})

/** Says that a contact has a tag. It stands on the row of one of the contact's numbers; the contact has the tags of all its rows. */
export class ContactTag extends ContactTagSchema.class {}
ContactTagSchema.setClass(ContactTag)

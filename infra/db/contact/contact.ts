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
    /** Where this is another number of somebody who is already known, that contact. Both have the same name. */
    main: () => p.manyToOne(Contact).ref().nullable().index(),
    /** What the number is, in the words of whoever kept it: "Mobile", "Work". */
    label: p.text().nullable(),
    /** What is dialled once it answers. */
    extension: p.text().nullable(),
    /** Where this is only the second spelling of a number (`otherSpelling`), that number's row. The database adds such rows; no page shows them. */
    spellingOf: () => p.manyToOne(Contact).ref().nullable().index().deleteRule('cascade'),
    /** Marks that people give, and flows ask about. A contact has those of all its rows. */
    vip: p.boolean().default(false),
    blocked: p.boolean().default(false),
    createdAt: moment().defaultRaw('now()'),
  },
  uniques: [{ properties: ['organisation', 'id'] }, { properties: ['organisation', 'e164'] }],
  ...ownRowsOnly('contact'),
})

/** Somebody outside the organisation whom its members know by name. */
export class Contact extends ContactSchema.class {}
ContactSchema.setClass(Contact)

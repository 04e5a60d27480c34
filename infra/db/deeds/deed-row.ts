import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly } from '../tenant.ts'

export const DeedRowSchema = defineEntity({
  name: 'DeedRow',
  tableName: 'deed',
  properties: {
    organisation: owningOrganisation().primary(),
    /** Counted in each organisation from 1, without gaps. Set by the database, as are the moment and both hashes. */
    place: p.bigint('number').primary(),
    at: moment(),
    kind: p.text(),
    /** Id and name as they were then: neither is a reference, since the record outlives both. Null: no member of the organisation. */
    actor: p.uuid().nullable(),
    actorName: p.text(),
    /** From which it was asked for. */
    address: p.text().nullable(),
    about: p.text().nullable(),
    aboutName: p.text().nullable(),
    /** A line for each value, "role: member". */
    before: p.text().nullable(),
    after: p.text().nullable(),
    /** The hash of the row before this one; 64 zeros for the first. */
    previous: p.text(),
    /** See `chain.ts`. */
    hash: p.text(),
  },
  indexes: [
    { properties: ['organisation', 'at'] },
    { properties: ['organisation', 'actor', 'place'] },
    { properties: ['organisation', 'kind', 'at'] },
    { properties: ['organisation', 'about', 'place'] },
  ],
  ...ownRowsOnly('deed'),
})

/** Something that somebody did in the organisation. Only ever added. */
export class DeedRow extends DeedRowSchema.class {}
DeedRowSchema.setClass(DeedRow)

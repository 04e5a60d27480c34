import { defineEntity, p } from '@mikro-orm/core'
import type { Arrival } from '#flows/call/arrival.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

export const ArrivalSchema = defineEntity({
  name: 'ArrivalRow',
  tableName: 'arrival',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    /** The carrier's id of the call. */
    call: p.text().unique(),
    number: p.uuid().fieldName('number_id'),
    payload: p.json<Arrival>(),
    at: moment(),
    /** When the document said its first word, which started the workflow; null until then. */
    spokenAt: moment().nullable(),
  },
  indexes: [
    {
      name: 'arrival_unspoken',
      expression: 'create index "arrival_unspoken" on "arrival" ("at") where spoken_at is null',
    },
  ],
  ...ownRowsOnly('arrival'),
})

/** A call as it came in, frozen by the fetch of its first document. */
export class ArrivalRow extends ArrivalSchema.class {}
ArrivalSchema.setClass(ArrivalRow)

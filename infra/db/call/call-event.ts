import { defineEntity, p } from '@mikro-orm/core'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly } from '../tenant.ts'

export const CallEventSchema = defineEntity({
  name: 'CallEventRow',
  tableName: 'call_event',
  properties: {
    /** Rises in the order in which events of one call were kept. */
    id: p.bigint('number').primary().autoincrement(),
    organisation: owningOrganisation,
    call: p.text(),
    /** Chosen by whoever reports the event, so that a repeated report changes nothing. */
    key: p.text(),
    at: moment(),
    node: p.text().nullable(),
    what: p.json<Happening>(),
    /** The transaction that has kept it; null in rows of earlier releases. */
    tx: p.string().columnType('xid8').nullable().defaultRaw('pg_current_xact_id()'),
  },
  uniques: [{ properties: ['organisation', 'call', 'key'] }],
  indexes: [
    { properties: ['organisation', 'call', 'id'] },
    { properties: ['organisation', 'tx'] },
    {
      name: 'call_event_texting',
      expression: `create index "call_event_texting" on "call_event" ("organisation_id", "at") where (what ->> 'kind') = 'texting'`,
    },
  ],
  ...ownRowsOnly('call_event'),
})

/** One thing that happened in a call. Only ever added. */
export class CallEventRow extends CallEventSchema.class {}
CallEventSchema.setClass(CallEventRow)

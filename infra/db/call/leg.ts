import { defineEntity, p } from '@mikro-orm/core'
import type { LegRow } from '#flows/call/happenings/call-fold.ts'
import type { LegEnd } from '#flows/call/happenings/happening.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

/** `picked-up`: a person or a machine took the call. `claimed`: they pressed 1. `joined`: caller and person hear each other. */
export const legProgress = [
  'ringing',
  'picked-up',
  'claimed',
  'joined',
  'ended',
] as const satisfies readonly LegRow['state'][]

export const legEnds = [
  'no-answer',
  'declined',
  'busy',
  'cancelled',
  'hung-up',
  'not-accepted',
  'failed',
  'unknown',
] as const satisfies readonly LegEnd[]

export const LegSchema = defineEntity({
  name: 'Leg',
  tableName: 'leg',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    call: p.text(),
    /** Our own name for the leg, unique within its call. */
    leg: p.text(),
    /** The carrier's id of the leg; null while it is not known. */
    carrier: p.text().nullable(),
    /** The member's id as the arrival froze it: a leg outlives whoever leaves the organisation. Null for whoever was no member. */
    member: p.text().nullable(),
    name: p.text(),
    address: p.text(),
    state: p.enum(legProgress).default('ringing'),
    ringingAt: moment(),
    pickedUpAt: moment().nullable(),
    claimedAt: moment().nullable(),
    joinedAt: moment().nullable(),
    endedAt: moment().nullable(),
    why: p.enum(legEnds).nullable(),
    /** Since when the carrier's log has not known the leg, although it should; written by no event. */
    carrierUnknownSince: moment().nullable(),
  },
  uniques: [{ properties: ['organisation', 'call', 'leg'] }],
  indexes: [
    {
      name: 'leg_open',
      expression: 'create index "leg_open" on "leg" ("organisation_id", "call") where ended_at is null',
    },
    {
      name: 'leg_talking',
      expression: `create index "leg_talking" on "leg" ("organisation_id", "address") where state in ('claimed', 'joined')`,
    },
    {
      name: 'leg_carrier',
      expression: 'create index "leg_carrier" on "leg" ("organisation_id", "carrier") where carrier is not null',
    },
  ],
  ...ownRowsOnly('leg'),
})

/** One attempt to reach a party at one of its addresses in one call. */
export class Leg extends LegSchema.class {}
LegSchema.setClass(Leg)

import { defineEntity, p } from '@mikro-orm/core'
import type { CallState } from '#flows/call/call-states.ts'
import { Contact } from '../contact/contact.ts'
import { Conversation } from '../conversation/conversation.ts'
import { Flow } from '../flow/flow.ts'
import { PhoneNumber } from '../number/number.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'
import { outcomes } from './outcomes.ts'

/** Who decides what the caller's leg does: the workflow, or (from a failure until the end) its document. */
export const drivers = ['workflow', 'document'] as const
export type Driver = (typeof drivers)[number]

export const callStates = [
  'listening',
  'ringing',
  'talking',
  'recording',
  'document-driven',
  'ended',
] as const satisfies readonly CallState[]

export const CallSchema = defineEntity({
  name: 'Call',
  tableName: 'call',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    /** The carrier's id of the caller's leg; it names the call everywhere. */
    call: p.text(),
    number: () => p.manyToOne(PhoneNumber).ref(),
    flow: () => p.manyToOne(Flow).ref(),
    version: p.integer(),
    /** For a caller that is no telephone, what the carrier sent; null when withheld. */
    callerE164: p.text().nullable(),
    callerName: p.text().nullable(),
    contact: () => p.manyToOne(Contact).ref().nullable().index(),
    driver: p.enum(drivers).default('workflow'),
    /** When the workflow last began to dial; it stands beside the driver because each asks for the other. */
    dialledAt: moment().nullable(),
    /** Since when the carrier's log has not known the caller's leg, although it should. */
    carrierUnknownSince: moment().nullable(),
    /** As `flows/call/call-states.ts` means it; each is reached by the events that their entries name. */
    state: p.enum(callStates).default('listening'),
    outcome: p.enum(outcomes).nullable(),
    arrivedAt: moment(),
    /** When the carrier said that the caller's leg is over; written at once, as `driver` is, and by no event. */
    callerLeftAt: moment().nullable(),
    answeredAt: moment().nullable(),
    endedAt: moment().nullable(),
    /** How long the whole call lasted; null while it lasts. */
    seconds: p.integer().nullable(),
    conversation: () => p.manyToOne(Conversation).ref().nullable(),
    /** What came of it, in a sentence; also while it lasts. */
    words: p.text().default(''),
    /** From when its history is to be copied, once it has ended; null when that is done, or cannot be. */
    historyDue: moment().nullable().defaultRaw('now()'),
    /** Id of the newest of its events that is news to the team: that it was missed, that a message was left. */
    newsEvent: p.bigint('number').nullable(),
  },
  uniques: [{ properties: ['organisation', 'call'] }],
  indexes: [
    { properties: ['organisation', 'arrivedAt'] },
    { properties: ['number', 'arrivedAt'] },
    {
      name: 'call_conversation_open',
      expression: 'create index "call_conversation_open" on "call" ("conversation_id") where ended_at is null',
    },
    {
      name: 'call_history_due',
      expression: `create index "call_history_due" on "call" ("history_due") where ended_at is not null and history_due is not null`,
    },
    { name: 'call_open', expression: 'create index "call_open" on "call" ("organisation_id") where ended_at is null' },
  ],
  ...ownRowsOnly('call'),
})

/** One call, from its arrival to its end: a fold of its events, except for `driver` and `callerLeftAt`, which are decided in this row. */
export class Call extends CallSchema.class {}
CallSchema.setClass(Call)

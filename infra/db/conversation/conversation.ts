import { defineEntity, p } from '@mikro-orm/core'
import { outcomes } from '../call/outcomes.ts'
import { PhoneNumber } from '../number/number.ts'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

/** `done`: the team has dealt with it. The next call or message opens it again. */
export const conversationStates = ['open', 'done'] as const
export type ConversationState = (typeof conversationStates)[number]

export const ConversationSchema = defineEntity({
  name: 'Conversation',
  tableName: 'conversation',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    number: () => p.manyToOne(PhoneNumber).ref(),
    /** The customer's phone number or other address, or `call:` and the carrier's id: private callers are not taken for one person. */
    customer: p.text(),
    state: p.enum(conversationStates).default('open'),
    /** Something has come in that nobody of the team has looked at. */
    unread: p.boolean().default(false),
    /** The last item is a call that was missed. */
    missed: p.boolean().default(false),
    /** One of its calls is running. */
    live: p.boolean().default(true),
    /** The call that is its last item, if that is one; when it came in, and what came of it, in a sentence. */
    lastCall: p.text().nullable(),
    lastAt: moment(),
    lastWords: p.text(),
    /** Null while the last call runs, and where the last item is none. */
    lastOutcome: p.enum(outcomes).nullable(),
    /** The newest event that opens the conversation, and the one up to which the team said that it is done. */
    openedEvent: p.bigint('number'),
    doneEvent: p.bigint('number').nullable(),
    /** The newest event that is news to the team, and the one up to which somebody has read. */
    newsEvent: p.bigint('number').nullable(),
    readEvent: p.bigint('number').nullable(),
  },
  uniques: [{ properties: ['organisation', 'id'] }, { properties: ['organisation', 'number', 'customer'] }],
  // each list is read per number, newest first, from its own index; the last two serve searches. All begin with the organisation,
  // which every policy asks for
  indexes: [
    {
      name: 'conversation_state',
      expression:
        'create index "conversation_state" on "conversation" ("organisation_id", "number_id", "state", "last_at", "id")',
    },
    {
      name: 'conversation_missed',
      expression:
        'create index "conversation_missed" on "conversation" ("organisation_id", "number_id", "last_at", "id") where missed',
    },
    {
      name: 'conversation_unanswered',
      expression: `create index "conversation_unanswered" on "conversation" ("organisation_id", "number_id", "last_at", "id") where missed and state = 'open'`,
    },
    {
      name: 'conversation_unread',
      expression:
        'create index "conversation_unread" on "conversation" ("organisation_id", "number_id", "last_at", "id") where unread',
    },
    {
      name: 'conversation_newest',
      expression: 'create index "conversation_newest" on "conversation" ("organisation_id", "last_at", "id")',
    },
    {
      name: 'conversation_customer',
      expression: 'create index "conversation_customer" on "conversation" ("organisation_id", "customer")',
    },
  ],
  ...ownRowsOnly('conversation'),
})

/**
 * All that a customer and one of our numbers have had to do with each other: a fold of its items (`flows/conversation`), except
 * for `doneEvent` and `readEvent`, which people decide in this row.
 */
export class Conversation extends ConversationSchema.class {}
ConversationSchema.setClass(Conversation)

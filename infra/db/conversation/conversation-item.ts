import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly } from '../tenant.ts'
import { Conversation } from './conversation.ts'

/** What a conversation may hold. Each kind has a table of its own. */
export const itemKinds = ['call', 'message', 'comment'] as const

export const ConversationItemSchema = defineEntity({
  name: 'ConversationItem',
  tableName: 'conversation_item',
  properties: {
    /** Given while the conversation's row is held: within a conversation it rises in the order in which its items were kept. */
    id: p.bigint('number').primary().autoincrement(),
    organisation: owningOrganisation,
    conversation: () => p.manyToOne(Conversation).ref(),
    kind: p.enum(itemKinds),
    /** Id of its row in the table of its kind. */
    ref: p.uuid(),
    /** When it came in: the timeline stands in this order, and in that of ids where two came in at once. */
    at: moment(),
    /** The transaction that has kept it; null in rows of earlier releases. */
    tx: p.string().columnType('xid8').nullable().defaultRaw('pg_current_xact_id()'),
  },
  uniques: [{ properties: ['organisation', 'kind', 'ref'] }],
  indexes: [
    { properties: ['organisation', 'tx'] },
    {
      name: 'conversation_item_timeline',
      expression: 'create index "conversation_item_timeline" on "conversation_item" ("conversation_id", "at", "id")',
    },
  ],
  ...ownRowsOnly('conversation_item'),
})

/** A place in a conversation's timeline, and what stands there. */
export class ConversationItem extends ConversationItemSchema.class {}
ConversationItemSchema.setClass(ConversationItem)

import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'
import { Conversation } from './conversation.ts'

export const ConversationPersonSchema = defineEntity({
  name: 'ConversationPerson',
  tableName: 'conversation_person',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    conversation: () => p.manyToOne(Conversation).ref(),
    /** The member's id as the call's legs have it: it outlives whoever leaves the organisation. */
    member: p.text(),
    /** The conversation's, kept here too so that a person's list is read from one index. */
    lastAt: moment(),
  },
  uniques: [{ properties: ['conversation', 'member'] }],
  indexes: [
    {
      name: 'conversation_person_list',
      expression:
        'create index "conversation_person_list" on "conversation_person" ("organisation_id", "member", "last_at", "conversation_id")',
    },
  ],
  ...ownRowsOnly('conversation_person'),
})

/** Somebody whose phone rang in a conversation. */
export class ConversationPerson extends ConversationPersonSchema.class {}
ConversationPersonSchema.setClass(ConversationPerson)

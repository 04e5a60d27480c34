import { isDeepStrictEqual } from 'node:util'
import { foldConversation, type Beside, type CallSum } from '#flows/conversation/fold-conversation.ts'
import type { CallKey } from '../call/call-key.ts'
import { prepared } from '../few-messages.ts'
import type { Statement } from '../orm.ts'

/** A conversation whose row is held until the transaction ends: what it is beside one of its calls, that one's place in it, and what the rows hold so far. */
export interface HeldConversation extends Beside {
  readonly conversation: string
  readonly item: number
  /** When the call came in, in milliseconds since 1970. */
  readonly at: number
  /** What the conversation's row holds of what is folded here. */
  readonly row: ConversationRow
  /** What the call's row holds of it. */
  readonly own: Pick<CallSum, 'words' | 'news'>
  /** The members whose phones rang in it. */
  readonly people: readonly string[]
}

interface ConversationRow {
  readonly call: string | null
  readonly at: number
  readonly words: string
  readonly outcome: string | null
  readonly isMissed: boolean
  readonly isLive: boolean
  readonly opened: number
  readonly news: number | null
  readonly state: string
  readonly isUnread: boolean
}

/**
 * SQL that holds a call's conversation and tells of it, as a value of type `HeldConversation`, or null while the call's arrival is
 * not known; a call without a conversation gets it. Takes organisation and call; for the transaction that holds the call's lock.
 */
export const HOLDING = 'hold_conversation(?, ?)'

/**
 * What brings a call's conversation up to date with the call, in the transaction that holds both. What its rows hold already is not written.
 * @param members ids of those whose phones rang in the call.
 */
export function writingConversation(
  { organisation, call }: CallKey,
  {
    sum,
    held,
    members,
  }: { readonly sum: CallSum; readonly held: HeldConversation; readonly members: readonly string[] },
): readonly Statement[] {
  const { last, ...fold } = foldConversation(sum, { item: held.item, call, at: held.at }, held)
  const row: ConversationRow = { ...fold, call: last.call, at: last.at, words: last.words, outcome: last.outcome }
  const people = [...new Set(members)].filter((member) => !held.people.includes(member))
  return [
    ...(isDeepStrictEqual(row, held.row) ? [] : [prepared(WRITE, [last.item, JSON.stringify(row), held.conversation])]),
    // kept there too, so that a person's list is read from one index
    ...(row.at === held.row.at ? [] : [prepared(WRITE_PEOPLE, [held.conversation])]),
    ...(people.length === 0
      ? []
      : [prepared(ADD_PEOPLE, [organisation, held.conversation, JSON.stringify(people), last.item])]),
  ]
}

const WRITE = `
update conversation v set last_call = f.call, last_at = (select i.at from conversation_item i where i.id = ?), last_words = f.words, last_outcome = f.outcome,
  missed = f."isMissed", live = f."isLive", opened_event = f.opened, news_event = f.news, state = f.state, unread = f."isUnread"
from jsonb_to_record(?::jsonb) as f (call text, words text, outcome text, "isMissed" bool, "isLive" bool, opened bigint, news bigint,
  state text, "isUnread" bool)
where v.id = ?`

const WRITE_PEOPLE = `update conversation_person p set last_at = v.last_at from conversation v where v.id = ? and p.conversation_id = v.id and p.last_at <> v.last_at`

const ADD_PEOPLE = `
insert into conversation_person (organisation_id, conversation_id, member, last_at)
select ?, ?, member, i.at from jsonb_array_elements_text(?::jsonb) as member join conversation_item i on i.id = ?
on conflict (conversation_id, member) do nothing`

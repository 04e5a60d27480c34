import { foldCall } from '#flows/call/happenings/fold-call.ts'
import { foldConversation, sumOfCall, type Beside } from '#flows/conversation/fold-conversation.ts'
import type { CallKey } from '../call/call-key.ts'
import type { KeptEvent } from '../call/events-of.ts'
import type { Statement } from '../orm.ts'

/** A conversation whose row is held until the transaction ends: what it is beside one of its calls, and that one's place in it. */
export interface HeldConversation extends Beside {
  readonly conversation: string
  readonly item: number
  /** When the call came in, in milliseconds since 1970. */
  readonly at: number
}

/**
 * SQL that holds a call's conversation and tells of it, as a value of type `HeldConversation`, or null while the call's arrival is
 * not known; a call without a conversation gets it. Takes organisation and call; for the transaction that holds the call's lock.
 */
export const HOLDING = 'hold_conversation(?, ?)'

/**
 * What brings a call's conversation up to date with all the call's events, in the transaction that holds both. Folding again changes nothing.
 */
export function writingConversation(
  { organisation, call }: CallKey,
  { events, held }: { readonly events: readonly KeptEvent[]; readonly held: HeldConversation },
): readonly Statement[] {
  const sum = sumOfCall(events)
  const { last, ...fold } = foldConversation(sum, { item: held.item, call, at: held.at }, held)
  const members = new Set(foldCall(events).legs.map(({ member }) => member))
  return [
    {
      sql: WRITE,
      parameters: [
        sum.words,
        sum.news,
        organisation,
        call,
        organisation,
        held.conversation,
        JSON.stringify([...members]),
        JSON.stringify({ ...fold, item: last.item, call: last.call, words: last.words, outcome: last.outcome }),
        held.conversation,
      ],
    },
    // kept there too, so that a person's list is read from one index; a statement later, which sees whoever has come
    { sql: WRITE_PEOPLE, parameters: [held.conversation] },
  ]
}

const WRITE = `
with own as (update call set words = ?, news_event = ? where organisation_id = ? and call = ?),
people as (
  insert into conversation_person (organisation_id, conversation_id, member, last_at)
  select ?, ?, member, now() from jsonb_array_elements_text(?::jsonb) as member
  on conflict (conversation_id, member) do nothing)
update conversation v set last_call = f.call, last_at = i.at, last_words = f.words, last_outcome = f.outcome,
  missed = f."isMissed", live = f."isLive", opened_event = f.opened, news_event = f.news, state = f.state, unread = f."isUnread"
from jsonb_to_record(?::jsonb) as f (item bigint, call text, words text, outcome text, "isMissed" bool, "isLive" bool, opened bigint, news bigint,
  state text, "isUnread" bool)
join conversation_item i on i.id = f.item
where v.id = ?`

const WRITE_PEOPLE = `update conversation_person p set last_at = v.last_at from conversation v where v.id = ? and p.conversation_id = v.id and p.last_at <> v.last_at`

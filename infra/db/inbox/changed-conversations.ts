import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { listedConversation, SHOW, type ListedConversation } from './list-conversations.ts'
import { CALL_SHOWN, timelineCall, type TimelineCall } from './timeline.ts'

/** A conversation as its list shows it once something has happened in it. */
export interface ChangedConversation {
  readonly conversation: ListedConversation
  /** Those of its calls that were asked about, as its timeline shows them, newest first. */
  readonly calls: readonly TimelineCall[]
  /** Ids of the members whose phones rang in it: to them it is one of their own. */
  readonly people: readonly string[]
  /** How many conversations of its number wait for somebody to look at them; 100 stands for more. */
  readonly waiting: number
}

export interface Changed {
  /** The carrier's ids of calls in which something happened. */
  readonly calls: readonly string[]
  /** Ids of conversations of which something was said. */
  readonly conversations: readonly string[]
}

/** The conversations in which something has changed, one message for all: what lists and timelines would read of them now. */
export async function changedConversations(
  db: Database,
  { organisation, calls, conversations, ...limits }: Limits & Changed & { readonly organisation: string },
): Promise<readonly ChangedConversation[]> {
  const asked = JSON.stringify(calls)
  const values = [organisation, asked, JSON.stringify(conversations), organisation, asked]
  return rowsAs(changedRow, db.read(organisation, CHANGED, values, limits))
}

const changedRow: z.ZodType<ChangedConversation> = z.object({
  conversation: listedConversation,
  calls: z.array(timelineCall),
  people: z.array(z.string()),
  waiting: z.number(),
})

const listed = 'array(select jsonb_array_elements_text(?::jsonb))'
// each row by its key: the planner cannot know how few are asked about
const CHANGED = `
with asked as materialized (
  select c.conversation_id as id from call c where c.organisation_id = ? and c.call = any(${listed}) and c.conversation_id is not null
  union select unnest(${listed}::uuid[]))
select to_jsonb(shown) as conversation,
  coalesce((select jsonb_agg(told order by told."arrivedAt" desc, told.item desc) from (${CALL_SHOWN}
    from call c join conversation_item i on i.kind = 'call' and i.ref = c.id
    where c.organisation_id = ? and c.call = any(${listed}) and c.conversation_id = shown.id) told), '[]') as calls,
  array(select p.member from conversation_person p where p.conversation_id = shown.id) as people,
  (select count(*)::int from (select from conversation w where w.number_id = (shown.number ->> 'id')::uuid and w.unread limit 100) waiting) as waiting
from (${SHOW} where v.id = any(array(select id from asked))) shown`

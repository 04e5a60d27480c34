import { z } from 'zod'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

interface ConversationKey {
  readonly organisation: string
  readonly conversation: string
}

interface Seen {
  /** Id of the newest event that somebody has seen: what came in after it is not covered. Without it, all is. */
  readonly upTo?: number | null
}

/**
 * The team has dealt with a conversation, or opens it again by hand. What comes in afterwards opens it by itself.
 * @returns false when there is no such conversation.
 */
export async function markDone(
  em: EntityManager,
  { organisation, conversation, done, upTo = null }: ConversationKey & Seen & { readonly done: boolean },
): Promise<boolean> {
  if (!done)
    return changed(em, {
      organisation,
      sql: `update conversation set done_event = null, state = 'open' where id = ?`,
      values: [conversation],
    })
  const dealtWith = 'least(opened_event, coalesce(?::bigint, opened_event))'
  const sql = `update conversation set done_event = ${dealtWith}, state = case when ${dealtWith} >= opened_event then 'done' else 'open' end,
    read_event = ${READ}, unread = coalesce(news_event > ${READ}, false) where id = ?`
  return changed(em, { organisation, sql, values: [upTo, upTo, upTo, upTo, conversation] })
}

/**
 * Somebody of the team has looked at a conversation, or wants it to look as if nobody had.
 * @returns whether anything changed.
 */
export async function markRead(
  em: EntityManager,
  { organisation, conversation, read, upTo = null }: ConversationKey & { readonly read: boolean } & Seen,
): Promise<boolean> {
  if (!read) {
    // what opened it last is what there is to look at again
    const sql = 'update conversation set read_event = null, news_event = opened_event, unread = true where id = ?'
    return changed(em, { organisation, sql, values: [conversation] })
  }
  const sql = `update conversation set read_event = ${READ}, unread = news_event > ${READ} where id = ? and unread`
  return changed(em, { organisation, sql, values: [upTo, upTo, conversation] })
}

/** The newest event that has been read once what was seen is read too. */
const READ = 'greatest(read_event, least(news_event, coalesce(?::bigint, news_event)))'

/** Does it, and tells everybody who has the inbox open once it stands. */
async function changed(
  em: EntityManager,
  { organisation, sql, values }: { organisation: string; sql: string; values: readonly unknown[] },
): Promise<boolean> {
  const told = `with marked as (${sql} returning id, number_id) select pg_notify('inbox_changed', json_build_object('organisation', ?::text, 'number', number_id, 'conversation', id)::text) from marked`
  const rows = await rowsAs(z.unknown(), em.execute(told, [...values, organisation]))
  return rows.length > 0
}

import type { Database, Limits } from '../orm.ts'

type ConversationKey = Limits & { readonly organisation: string; readonly conversation: string }

/**
 * The team has dealt with a conversation, or opens it again by hand. What comes in afterwards opens it by itself.
 * @returns false when there is no such conversation.
 */
export async function markDone(db: Database, { organisation, conversation, done, ...limits }: ConversationKey & { readonly done: boolean }): Promise<boolean> {
  const sql = done
    ? `update conversation set done_event = opened_event, state = 'done', read_event = news_event, unread = false where id = ?`
    : `update conversation set done_event = null, state = 'open' where id = ?`
  return changed(db, { organisation, sql, conversation, limits })
}

/** Somebody of the team has looked at a conversation, or wants it to look as if nobody had. @returns whether anything changed. */
export async function markRead(db: Database, { organisation, conversation, read, ...limits }: ConversationKey & { readonly read: boolean }): Promise<boolean> {
  const sql = read
    ? 'update conversation set read_event = news_event, unread = false where id = ? and unread'
    : 'update conversation set read_event = null, news_event = coalesce(news_event, opened_event), unread = true where id = ?'
  return changed(db, { organisation, sql, conversation, limits })
}

/** Does it, and tells everybody who has the inbox open. */
async function changed(db: Database, { organisation, sql, conversation, limits }: { organisation: string; sql: string; conversation: string; limits: Limits }): Promise<boolean> {
  const told = `with marked as (${sql} returning number_id) select pg_notify('inbox_changed', json_build_object('organisation', ?::text, 'number', number_id)::text) from marked`
  const rows = await db.withOrganisation(organisation, (em) => em.execute<unknown[]>(told, [conversation, organisation]), limits)
  return rows.length > 0
}

import type { CallEvent } from '#flows/call/happenings/happening.ts'
import type { Database, Statement } from '../orm.ts'
import { millisecondsOf, type CallKey, type CallQuestion } from './call-key.ts'

/** An event as it is kept. */
export interface KeptEvent extends CallEvent {
  /** Rises in the order in which events were kept, over all calls. */
  readonly id: number
  readonly key: string
}

/** Everything that happened in a call, in the order in which it was kept. */
export async function eventsOf(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<readonly KeptEvent[]> {
  const { sql, parameters } = readingEvents({ organisation, call })
  return db.read<KeptEvent>(organisation, sql, parameters, { ...limits, isPrepared: true })
}

/** When the event of this key (`eventKey`) happened, in milliseconds since 1970; null while none is kept. One read by key. */
export async function eventAt(
  db: Database,
  { organisation, call, key, ...limits }: CallQuestion & { readonly key: string },
): Promise<number | null> {
  const rows = await db.read<{ at: number }>(
    organisation,
    `select ${millisecondsOf('at')} as at from call_event where organisation_id = ? and call = ? and key = ?`,
    [organisation, call, key],
    { ...limits, isPrepared: true },
  )
  return rows[0]?.at ?? null
}

/** The keys of a call's events that begin so. */
export async function eventKeys(
  db: Database,
  { organisation, call, beginning, ...limits }: CallQuestion & { readonly beginning: string },
): Promise<ReadonlySet<string>> {
  const rows = await db.read<{ key: string }>(
    organisation,
    'select key from call_event where organisation_id = ? and call = ? and starts_with(key, ?)',
    [organisation, call, beginning],
    { ...limits, isPrepared: true },
  )
  return new Set(rows.map(({ key }) => key))
}

/** SQL that gives all events of a call as one value. Takes organisation and call. */
export const EVENTS_OF = `(select coalesce(json_agg(json_build_object('id', e.id, 'key', e.key, 'at', ${millisecondsOf('e.at')}, 'node', e.node, 'what', e.what) order by e.id), '[]')
    from call_event e where e.organisation_id = ? and e.call = ?)`

/** What reads all events of a call. */
export function readingEvents({ organisation, call }: CallKey): Statement {
  return {
    sql: `select id::float8 as id, key, ${millisecondsOf('at')} as at, node, what from call_event where organisation_id = ? and call = ? order by id`,
    parameters: [organisation, call],
  }
}

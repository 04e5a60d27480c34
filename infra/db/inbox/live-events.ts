import type { CallEvent } from '#flows/call-events.ts'
import { millisecondsOf } from '../call/call-key.ts'
import type { Database, Limits } from '../orm.ts'

/** An event with what is needed to decide who may hear of it. */
export interface LiveEvent extends CallEvent {
  /** Rises in the order in which events were kept; see `call_event`. */
  readonly id: number
  readonly call: string
  /** Id of the number that was called. */
  readonly number: string
}

/** Events of one call after the one of this id, in the order in which they were kept; none while its arrival is not known. */
export async function eventsOfCallAfter(db: Database, { organisation, call, after, ...limits }: Limits & { readonly organisation: string; readonly call: string; readonly after: number }): Promise<readonly LiveEvent[]> {
  return db.withOrganisation(organisation, (em) => em.execute<LiveEvent[]>(`${EVENTS} where e.organisation_id = ? and e.call = ? and e.id > ? order by e.id`, [organisation, call, after]), limits)
}

/** Events of all calls of an organisation after the one of this id, oldest first. */
export async function eventsAfter(db: Database, { organisation, after, limit, ...limits }: Limits & { readonly organisation: string; readonly after: number; readonly limit: number }): Promise<readonly LiveEvent[]> {
  return db.withOrganisation(organisation, (em) => em.execute<LiveEvent[]>(`${EVENTS} where e.organisation_id = ? and e.id > ? order by e.id limit ?`, [organisation, after, limit]), limits)
}

/** Id of the organisation's newest event; 0 when it has none. */
export async function newestEvent(db: Database, { organisation, ...limits }: Limits & { readonly organisation: string }): Promise<number> {
  const rows = await db.withOrganisation(organisation, (em) => em.execute<{ id: number }[]>('select id::float8 as id from call_event where organisation_id = ? order by id desc limit 1', [organisation]), limits)
  return rows[0]?.id ?? 0
}

/** Events of all running calls of some numbers, oldest first. */
export async function eventsOfOpenCalls(db: Database, { organisation, numbers, ...limits }: Limits & { readonly organisation: string; readonly numbers: readonly string[] }): Promise<readonly LiveEvent[]> {
  if (numbers.length === 0) return []
  const sql = `${EVENTS} where e.organisation_id = ? and c.ended_at is null and c.number_id = any(string_to_array(?, ',')::uuid[]) order by e.id`
  return db.withOrganisation(organisation, (em) => em.execute<LiveEvent[]>(sql, [organisation, numbers.join(',')]), limits)
}

const EVENTS = `
select e.id::float8 as id, e.call, c.number_id as number, ${millisecondsOf('e.at')} as at, e.node, e.what
from call_event e join call c on c.organisation_id = e.organisation_id and c.call = e.call`

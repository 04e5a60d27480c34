import { z } from 'zod'
import type { CallEvent, Happening } from '#flows/call/happenings/happening.ts'
import { millisecondsOf } from '../call/call-key.ts'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** An event with what is needed to decide who may hear of it. */
export interface LiveEvent extends CallEvent {
  /** Rises in the order in which events of its call were kept. */
  readonly id: number
  readonly call: string
  /** Id of the number that was called. */
  readonly number: string
}

/** An event with the transaction that has kept it. */
export interface CommittedEvent extends LiveEvent {
  readonly tx: number
}

/** An item of a conversation, with the transaction that has kept it. */
export interface CommittedItem {
  readonly id: number
  readonly conversation: string
  readonly tx: number
}

/** What a reading has found, and from where the next one misses nothing. */
export interface Committed {
  /** In the order in which they were kept. */
  readonly events: readonly CommittedEvent[]
  /** The same of items of conversations, of whatever kind. */
  readonly items: readonly CommittedItem[]
  /** Whatever older transactions have kept could be seen by this reading; of younger ones some may not be through. */
  readonly horizon: number
}

/**
 * Events and items of an organisation that transactions from a horizon on have kept, the newest `limit` of each; with an event that
 * makes a call known, all that was kept of it before. However late a transaction is through, whoever reads on from the
 * horizon of the last reading misses nothing, and gets again what they have got from transactions that are younger.
 * @param from null: from the horizon of this moment.
 */
export async function eventsSince(
  db: Database,
  {
    organisation,
    from,
    limit,
    ...limits
  }: Limits & { readonly organisation: string; readonly from: number | null; readonly limit: number },
): Promise<Committed> {
  const after = from ?? (await horizonNow(db, organisation, limits))
  const values = [organisation, after, organisation, organisation, limit, organisation, after, limit]
  const [found] = await rowsAs(committed, db.read(organisation, SINCE, values, limits))
  if (!found) throw new Error('a query without a table has one row')
  return found
}

/** Asked for by itself: the planner must know the number to see that few rows lie behind it. */
async function horizonNow(db: Database, organisation: string, limits: Limits): Promise<number> {
  const sql = 'select pg_snapshot_xmin(pg_current_snapshot())::text::float8 as horizon'
  const [now] = await rowsAs(z.object({ horizon: z.number() }), db.read(organisation, sql, [], limits))
  return now?.horizon ?? 0
}

/** Events of all running calls of some numbers, oldest first. */
export async function eventsOfOpenCalls(
  db: Database,
  { organisation, numbers, ...limits }: Limits & { readonly organisation: string; readonly numbers: readonly string[] },
): Promise<readonly LiveEvent[]> {
  if (numbers.length === 0) return []
  const sql = `${EVENTS} where e.organisation_id = ? and c.ended_at is null and c.number_id = any(string_to_array(?, ',')::uuid[]) order by e.id`
  return rowsAs(z.object(liveEvent), db.read(organisation, sql, [organisation, numbers.join(',')], limits))
}

/** Of which kind it is, and whether its fields are those of the kind, whoever reads it asks of its entry: newer releases know more kinds. */
const happening = z.custom<Happening>((what) => typeof what === 'object' && what !== null && 'kind' in what)

const liveEvent = {
  id: z.number(),
  call: z.string(),
  number: z.string(),
  at: z.number(),
  node: z.string().nullable(),
  what: happening,
}
const committed: z.ZodType<Committed> = z.object({
  horizon: z.number(),
  events: z.array(z.object({ ...liveEvent, tx: z.number() })),
  items: z.array(z.object({ id: z.number(), conversation: z.string(), tx: z.number() })),
})

// each part names what it looks for, so that its index is used whatever the planner expects of the one before; a row that was
// brought over from another cluster may name a transaction that this one has not come to: it is no news
const SINCE = `
with fresh as materialized (
  select e.id, e.call, e.key from call_event e
  where e.organisation_id = ? and e.tx >= ?::text::xid8 and e.tx < pg_snapshot_xmax(pg_current_snapshot())),
wanted as materialized (
  select id from fresh
  union select b.id from call_event b where b.organisation_id = ? and b.call = any(array(select call from fresh where key = 'arrived'))),
told as (
  select e.id::float8 as id, e.call, c.number_id as number, ${millisecondsOf('e.at')} as at, e.node, e.what, coalesce(e.tx::text, '0')::float8 as tx
  from call_event e join call c on c.organisation_id = e.organisation_id and c.call = e.call
  where e.organisation_id = ? and e.id = any(array(select id from wanted order by id desc limit ?))),
added as (
  select i.id::float8 as id, i.conversation_id as conversation, i.tx::text::float8 as tx from conversation_item i
  where i.organisation_id = ? and i.tx >= ?::text::xid8 and i.tx < pg_snapshot_xmax(pg_current_snapshot()) order by i.id desc limit ?)
select pg_snapshot_xmin(pg_current_snapshot())::text::float8 as horizon,
  coalesce((select jsonb_agg(told order by told.id) from told), '[]') as events,
  coalesce((select jsonb_agg(added order by added.id) from added), '[]') as items`

const EVENTS = `
select e.id::float8 as id, e.call, c.number_id as number, ${millisecondsOf('e.at')} as at, e.node, e.what
from call_event e join call c on c.organisation_id = e.organisation_id and c.call = e.call`

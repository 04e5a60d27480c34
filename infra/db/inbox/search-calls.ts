import { z } from 'zod'
import type { Outcome } from '#flows/call/happenings/happening.ts'
import type { CallState } from '#flows/call/call-states.ts'
import { callStates } from '../call/call.ts'
import { millisecondsOf } from '../call/call-key.ts'
import { RANG } from '../call/leg-rang.ts'
import { outcomes } from '../call/outcomes.ts'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { numberHas } from './number-has.ts'
import { ASKED_LETTERS } from './search-conversations.ts'
import type { SearchText } from './search-text.ts'

/** A call as lists of calls show it. Times in milliseconds since 1970. */
export interface ListedCall {
  readonly id: string
  /** The carrier's id, by which the call's page is found. */
  readonly call: string
  readonly number: { readonly id: string; readonly e164: string; readonly name: string }
  readonly caller: { readonly e164: string | null; readonly name: string | null }
  readonly flow: { readonly id: string; readonly name: string }
  readonly version: number
  /** Where it stands; `ended` once it is over. */
  readonly state: CallState
  readonly outcome: Outcome | null
  readonly words: string
  readonly arrivedAt: number
  readonly seconds: number | null
  /** Seconds of the message that the caller left; null without one. */
  readonly voicemail: number | null
}

/** What calls are looked for by; what is not named does not matter. */
export interface CallFilter {
  /** Ids of numbers. */
  readonly numbers?: readonly string[]
  readonly from?: number
  /** Not included. */
  readonly until?: number
  /** Id of a member whose phone rang. */
  readonly person?: string
  /** Part of the title of a step that the call came to. */
  readonly node?: string
  readonly flow?: string
  readonly version?: number
  /** Part of the caller's name, number or address, or what callers without a number are called. */
  readonly caller?: SearchText
  /** Only calls that nobody answered. */
  readonly missed?: boolean
}

export interface CallCursor {
  readonly arrivedAt: number
  readonly id: string
}

export interface CallSearch extends Limits {
  readonly organisation: string
  readonly filter: CallFilter
  readonly after?: CallCursor | null
  readonly limit?: number
}

/** Calls of the organisation that fit, newest first, a page at a time. */
export async function searchCalls(
  db: Database,
  { organisation, filter, after = null, limit = 50, ...limits }: CallSearch,
): Promise<{ readonly calls: readonly ListedCall[]; readonly next: CallCursor | null }> {
  if (filter.numbers?.length === 0) return { calls: [], next: null }
  const conditions = [
    { sql: 'c.organisation_id = ?', values: [organisation] as unknown[] },
    ...conditionsOf(organisation, filter),
  ]
  if (after)
    conditions.push({
      sql: '(c.arrived_at, c.id) < (to_timestamp(?::float8 / 1000), ?::uuid)',
      values: [after.arrivedAt, after.id],
    })
  const sql = `
    select c.id, c.call, jsonb_build_object('id', n.id, 'e164', n.e164, 'name', n.name) as number, jsonb_build_object('e164', c.caller_e164, 'name', coalesce(k.name, c.caller_name)) as caller,
      jsonb_build_object('id', f.id, 'name', f.name) as flow, c.version, c.state, c.outcome, c.words, ${millisecondsOf('c.arrived_at')} as "arrivedAt", c.seconds,
      (select r.seconds from recording r where r.organisation_id = c.organisation_id and r.call = c.call order by r.made_at limit 1) as voicemail
    from (select c.* from call c where ${conditions.map((condition) => condition.sql).join(' and ')} order by c.arrived_at desc, c.id desc limit ?) c
    join number n on n.id = c.number_id join flow f on f.id = c.flow_id left join contact k on k.organisation_id = c.organisation_id and k.e164 = c.caller_e164
    order by c.arrived_at desc, c.id desc`
  const values = [...conditions.flatMap((condition) => condition.values), limit + 1]
  const rows = await rowsAs(listedCall, db.read(organisation, sql, values, limits))
  const calls = rows.slice(0, limit)
  const last = calls.at(-1)
  return { calls, next: rows.length > limit && last ? { arrivedAt: last.arrivedAt, id: last.id } : null }
}

const named = z.object({ id: z.string(), name: z.string() })
const listedCall: z.ZodType<ListedCall> = z.object({
  id: z.string(),
  call: z.string(),
  number: named.extend({ e164: z.string() }),
  caller: z.object({ e164: z.string().nullable(), name: z.string().nullable() }),
  flow: named,
  version: z.number(),
  state: z.enum(callStates),
  outcome: z.enum(outcomes).nullable(),
  words: z.string(),
  arrivedAt: z.number(),
  seconds: z.number().nullable(),
  voicemail: z.number().nullable(),
})

interface Condition {
  readonly sql: string
  readonly values: unknown[]
}

function conditionsOf(organisation: string, filter: CallFilter): readonly Condition[] {
  const { numbers, from, until, person, node, flow, version, caller, missed } = filter
  const all: Condition[] = []
  if (numbers) all.push({ sql: `c.number_id = any(string_to_array(?, ',')::uuid[])`, values: [numbers.join(',')] })
  if (from !== undefined) all.push({ sql: 'c.arrived_at >= to_timestamp(?::float8 / 1000)', values: [from] })
  if (until !== undefined) all.push({ sql: 'c.arrived_at < to_timestamp(?::float8 / 1000)', values: [until] })
  if (flow !== undefined) all.push({ sql: 'c.flow_id = ?::uuid', values: [flow] })
  if (version !== undefined) all.push({ sql: 'c.version = ?', values: [version] })
  if (caller !== undefined) all.push(calledBy(organisation, caller))
  if (missed) all.push({ sql: `c.outcome in ('missed', 'abandoned')`, values: [] })
  if (person !== undefined)
    all.push({
      sql: `exists (select from leg l where l.organisation_id = c.organisation_id and l.call = c.call and l.member = ? and ${RANG})`,
      values: [person],
    })
  if (node !== undefined) {
    const entered = `select from call_event e where e.organisation_id = c.organisation_id and e.call = c.call and e.what ->> 'kind' = 'entered' and position(plain_text(?) in plain_text(e.what ->> 'title')) > 0`
    all.push({ sql: `exists (${entered})`, values: [node] })
  }
  return all
}

/** By the name that the caller has now or had as they called, by their number, or by what else was sent for one. */
function calledBy(organisation: string, { letters, digits, isWithheld }: SearchText): Condition {
  const number = numberHas('c.caller_e164', digits)
  const parts: readonly Condition[] = [
    {
      sql: `c.caller_e164 in (select customer from customer_search where organisation_id = ? and "by" = 'name' and part ^@ ${ASKED_LETTERS})`,
      values: [organisation, letters],
    },
    { sql: `position(${ASKED_LETTERS} in plain_text(c.caller_name)) > 0`, values: [letters] },
    {
      sql: `(c.caller_e164 not like '+%' and position(${ASKED_LETTERS} in plain_text(c.caller_e164)) > 0)`,
      values: [letters],
    },
    { sql: `coalesce(${number.sql}, false)`, values: number.values },
    ...(isWithheld ? [{ sql: 'c.caller_e164 is null', values: [] }] : []),
  ]
  return { sql: `(${parts.map(({ sql }) => sql).join(' or ')})`, values: parts.flatMap(({ values }) => values) }
}

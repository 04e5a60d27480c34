import { z } from 'zod'
import { millisecondsOf } from '../call/call-key.ts'
import { textHasNumber } from '../inbox/number-has.ts'
import type { SearchText } from '../inbox/search-text.ts'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { deedFields } from './deed-fields.ts'

/** A deed as it was recorded. */
export interface RecordedDeed {
  readonly place: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: string
  /** Id of the member; null when it was none. */
  readonly actor: string | null
  readonly actorName: string
  readonly address: string | null
  readonly about: string | null
  readonly aboutName: string | null
  readonly before: string | null
  readonly after: string | null
  readonly previous: string
  readonly hash: string
}

/** What deeds are looked for by; what is not named does not matter. */
export interface DeedFilter {
  /** Id of the member who did it; null: none of the organisation. */
  readonly actor?: string | null
  readonly kinds?: readonly string[]
  /** Part of the name of what it was done to, or of what was before or after; or of a number in one of them. */
  readonly about?: SearchText
  /** Milliseconds since 1970; `until` is not included. */
  readonly from?: number
  readonly until?: number
}

export interface DeedQuestion {
  readonly organisation: string
  readonly filter: DeedFilter
  readonly limit: number
  /** Newest first, from before this place; or oldest first, from after it. */
  readonly from: { readonly before: number | null } | { readonly after: number }
}

/** Deeds of the transaction's organisation that fit. */
export async function readDeeds(
  em: EntityManager,
  { organisation, filter, limit, from }: DeedQuestion,
): Promise<readonly RecordedDeed[]> {
  const conditions = [{ sql: 'd.organisation_id = ?', values: [organisation] as unknown[] }, ...conditionsOf(filter)]
  const isForward = 'after' in from
  if (isForward) conditions.push({ sql: 'd.place > ?', values: [from.after] })
  else if (from.before !== null) conditions.push({ sql: 'd.place < ?', values: [from.before] })
  const sql = `select d.place::float8 as place, ${millisecondsOf('d.at')} as at, d.kind, d.actor, d.actor_name as "actorName", d.address, d.about, d.about_name as "aboutName", d.before, d.after, d.previous, d.hash
    from deed d
    where ${conditions.map((condition) => condition.sql).join(' and ')} order by d.place ${isForward ? 'asc' : 'desc'} limit ?`
  const values = conditions.flatMap((condition) => condition.values)
  return rowsAs(recordedDeed, em.execute(sql, [...values, limit]))
}

const recordedDeed: z.ZodType<RecordedDeed> = z.object({ at: z.number(), ...deedFields })

/** How many deeds fit. */
export async function countDeeds(
  em: EntityManager,
  { organisation, filter }: Pick<DeedQuestion, 'organisation' | 'filter'>,
): Promise<number> {
  const conditions = conditionsOf(filter)
  const sql = `select count(*)::int as count from deed d where ${['d.organisation_id = ?', ...conditions.map((condition) => condition.sql)].join(' and ')}`
  const values = conditions.flatMap((condition) => condition.values)
  const [row] = await rowsAs(z.object({ count: z.number() }), em.execute(sql, [organisation, ...values]))
  return row?.count ?? 0
}

/** Where the record of the transaction's organisation ends; null while nothing is recorded. */
export async function readHead(
  em: EntityManager,
  organisation: string,
): Promise<{ readonly place: number; readonly hash: string } | null> {
  const sql = 'select place::float8 as place, hash from deed_head where organisation_id = ?'
  const [head] = await rowsAs(z.object({ place: z.number(), hash: z.string() }), em.execute(sql, [organisation]))
  return head ?? null
}

function conditionsOf({
  actor,
  kinds,
  about,
  from,
  until,
}: DeedFilter): readonly { readonly sql: string; readonly values: unknown[] }[] {
  const all: { readonly sql: string; readonly values: unknown[] }[] = []
  if (actor === null) all.push({ sql: 'd.actor is null', values: [] })
  else if (actor !== undefined) all.push({ sql: 'd.actor = ?::uuid', values: [actor] })
  if (kinds) all.push({ sql: `d.kind = any(string_to_array(?, ','))`, values: [kinds.join(',')] })
  if (about !== undefined) {
    const text = `concat_ws(' ', d.about_name, d.before, d.after)`
    const number = textHasNumber(text, about.digits)
    all.push({
      sql: `(position(plain_text(?) in plain_text(${text})) > 0 or ${number.sql})`,
      values: [about.letters, ...number.values],
    })
  }
  if (from !== undefined) all.push({ sql: 'd.at >= to_timestamp(?::float8 / 1000)', values: [from] })
  if (until !== undefined) all.push({ sql: 'd.at < to_timestamp(?::float8 / 1000)', values: [until] })
  return all
}

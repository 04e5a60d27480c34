import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** How many texts an organisation has begun to send. */
export interface TextsBegun {
  readonly all: number
  /** By the number that they go to; none of those that get none. */
  readonly to: ReadonlyMap<string, number>
}

/**
 * Counts the texts that were begun since a moment, in milliseconds since 1970, over all calls of the organisation.
 * @param but the call and the keys of events that are not counted: a text that is tried again does not stand in its own way
 */
export async function textsBegun(
  db: Database,
  {
    organisation,
    since,
    but,
    ...limits
  }: Limits & {
    readonly organisation: string
    readonly since: number
    readonly but: { readonly call: string; readonly keys: readonly string[] }
  },
): Promise<TextsBegun> {
  // the first two conditions are those of the index "call_event_texting"
  const sql = `select what ->> 'to' as e164, count(*)::int as texts from call_event
    where organisation_id = ? and what ->> 'kind' = 'texting' and at > to_timestamp(?::float8 / 1000)
    and not (call = ? and key in (select jsonb_array_elements_text(?::jsonb))) group by 1`
  const rows = await rowsAs(
    row,
    db.read(organisation, sql, [organisation, since, but.call, JSON.stringify(but.keys)], limits),
  )
  return {
    all: rows.reduce((sum, { texts }) => sum + texts, 0),
    to: new Map(rows.map(({ e164, texts }) => [e164, texts])),
  }
}

const row = z.object({ e164: z.string(), texts: z.number() })

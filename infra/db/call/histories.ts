import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import type { CallKey } from './call-key.ts'

/** A closed call's history in file storage. */
export interface ExportedHistory {
  readonly call: string
  readonly fileKey: string
  /** Of the file's bytes, in hex. */
  readonly sha256: string
  /** How many of the engine's events the file holds. */
  readonly events: number
  /** Milliseconds since 1970. */
  readonly exportedAt: number
}

/** Calls of all organisations that have ended and whose histories are to be copied now, longest due first, by SECURITY DEFINER function. */
export async function historiesDue(
  db: Database,
  { most, ...limits }: Limits & { readonly most: number },
): Promise<readonly CallKey[]> {
  const sql = 'select organisation, call from histories_due(?)'
  return db.withoutOrganisation((em) => rowsAs(callKey, em.execute(sql, [most])), limits)
}

const callKey: z.ZodType<CallKey> = z.object({ organisation: z.string(), call: z.string() })

/** What came of calls of one organisation whose histories were due. */
export interface HistoriesNow {
  readonly organisation: string
  readonly copied: readonly ExportedHistory[]
  /** Calls of which there is nothing to be copied any more. */
  readonly gone?: readonly string[]
  /** Calls to be tried again after this many milliseconds. */
  readonly later?: { readonly calls: readonly string[]; readonly after: number }
}

/**
 * Notes where histories lie, and which are due no longer, or later; the last copy of one counts, since it replaces the file. A call in
 * which something happens at this moment stays due: who holds many rows waits for none, or calls that wait for each other's conversation
 * would wait in a circle.
 */
export async function saveHistories(
  db: Database,
  { organisation, copied, gone = [], later = { calls: [], after: 0 }, ...limits }: HistoriesNow & Limits,
): Promise<void> {
  await db.write(
    organisation,
    SAVE,
    [
      JSON.stringify(copied),
      organisation,
      organisation,
      JSON.stringify([...copied.map(({ call }) => call), ...gone, ...later.calls]),
      JSON.stringify(later.calls),
      later.after,
    ],
    limits,
  )
}

const SAVE = `
with copied as (
  select * from jsonb_to_recordset(?::jsonb) as f (call text, "fileKey" text, sha256 text, events int, "exportedAt" float8)
), kept as (
  insert into history_export (organisation_id, call, file_key, sha256, events, exported_at)
  select ?, call, "fileKey", sha256, events, to_timestamp("exportedAt" / 1000) from copied
  on conflict (organisation_id, call) do update
  set file_key = excluded.file_key, sha256 = excluded.sha256, events = excluded.events, exported_at = excluded.exported_at
), free as (
  select id from call where organisation_id = ? and call in (select jsonb_array_elements_text(?::jsonb)) order by call for no key update skip locked
)
update call c set history_due = case when c.call in (select jsonb_array_elements_text(?::jsonb)) then now() + ?::float8 * interval '1 millisecond' end
from free where c.id = free.id`

import type { CallRows, FoldedRecording } from '#flows/call/happenings/call-fold.ts'
import { callerInWords } from '#flows/call/facts.ts'
import type { Database, Limits } from '../orm.ts'
import type { Driver } from './call.ts'
import { millisecondsOf, type CallQuestion } from './call-key.ts'
import { FOLD_OF_ROWS } from './fold-rows.ts'

/** One call with its legs and recordings. Times in milliseconds since 1970. */
export interface CallRecord extends CallRows {
  readonly organisation: string
  readonly call: string
  readonly number: { readonly id: string; readonly e164: string; readonly name: string }
  readonly flow: string
  readonly version: number
  readonly caller: { readonly e164: string | null; readonly name: string | null }
  readonly driver: Driver
  readonly arrivedAt: number
  readonly recordings: readonly (FoldedRecording & { readonly fileKey: string | null })[]
  readonly history: { readonly fileKey: string; readonly sha256: string; readonly events: number } | null
}

/** A call as its rows have it; null when there is none. */
export async function readCall(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<CallRecord | null> {
  const rows = await db.read<Row>(organisation, READ, [organisation, call, organisation, call], limits)
  const [row] = rows
  if (!row) return null
  const { fold, files, ...own } = row
  return {
    ...own,
    ...fold,
    recordings: fold.recordings.map((recording) => ({ ...recording, fileKey: files[recording.url] ?? null })),
  }
}

/** A call as the record of deeds names it: "the call from Priya to Sales". */
export function callInWords({ caller, number }: Pick<CallRecord, 'caller' | 'number'>): string {
  return `the call from ${callerInWords(caller)} to ${number.name}`
}

/** The carrier's id of the organisation's newest call; null when it has none. */
export async function newestCall(
  db: Database,
  { organisation, ...limits }: Limits & { readonly organisation: string },
): Promise<{ readonly call: string; readonly arrivedAt: number } | null> {
  const rows = await db.read<{ call: string; arrivedAt: number }>(
    organisation,
    `select call, ${millisecondsOf('arrived_at')} as "arrivedAt" from call where organisation_id = ? order by arrived_at desc limit 1`,
    [organisation],
    limits,
  )
  return rows[0] ?? null
}

interface Row extends Omit<CallRecord, keyof CallRows | 'recordings'> {
  readonly fold: CallRows
  /** Recording's address at the carrier → key in file storage. */
  readonly files: Readonly<Record<string, string | null>>
}

const READ = `
select c.organisation_id as organisation, c.call, jsonb_build_object('id', n.id, 'e164', n.e164, 'name', n.name) as number,
  c.flow_id as flow, c.version, jsonb_build_object('e164', c.caller_e164, 'name', c.caller_name) as caller, c.driver,
  ${millisecondsOf('c.arrived_at')} as "arrivedAt", (${FOLD_OF_ROWS}) as fold,
  coalesce((select jsonb_object_agg(r.url, r.file_key) from recording r where r.organisation_id = c.organisation_id and r.call = c.call), '{}') as files,
  (select jsonb_build_object('fileKey', h.file_key, 'sha256', h.sha256, 'events', h.events)
    from history_export h where h.organisation_id = c.organisation_id and h.call = c.call) as history
from call c join number n on n.id = c.number_id
where c.organisation_id = ? and c.call = ?`

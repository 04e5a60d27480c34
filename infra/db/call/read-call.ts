import { z } from 'zod'
import type { CallRows, FoldedRecording } from '#flows/call/happenings/call-fold.ts'
import { callerInWords } from '#flows/call/facts.ts'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { callStates, drivers, type Driver } from './call.ts'
import { millisecondsOf, type CallQuestion } from './call-key.ts'
import { FOLD_OF_ROWS } from './fold-rows.ts'
import { legEnds, legProgress } from './leg.ts'
import { outcomes } from './outcomes.ts'
import { recordingSources } from './recording.ts'

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
  const [row] = await rowsAs(callRow, db.read(organisation, READ, [organisation, call, organisation, call], limits))
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
  const answer = db.read(
    organisation,
    `select call, ${millisecondsOf('arrived_at')} as "arrivedAt" from call where organisation_id = ? order by arrived_at desc limit 1`,
    [organisation],
    limits,
  )
  const [row] = await rowsAs(z.object({ call: z.string(), arrivedAt: z.number() }), answer)
  return row ?? null
}

const rowsOfCall: z.ZodType<CallRows> = z.object({
  state: z.enum(callStates),
  outcome: z.enum(outcomes).nullable(),
  answeredAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  seconds: z.number().nullable(),
  legs: z.array(
    z.object({
      leg: z.string(),
      carrier: z.string().nullable(),
      member: z.string().nullable(),
      name: z.string(),
      address: z.string(),
      state: z.enum(legProgress),
      ringingAt: z.number(),
      pickedUpAt: z.number().nullable(),
      claimedAt: z.number().nullable(),
      joinedAt: z.number().nullable(),
      endedAt: z.number().nullable(),
      why: z.enum(legEnds).nullable(),
    }),
  ),
  recordings: z.array(
    z.object({ url: z.string(), seconds: z.number(), from: z.enum(recordingSources), madeAt: z.number() }),
  ),
})

const callRow = z.object({
  organisation: z.string(),
  call: z.string(),
  number: z.object({ id: z.string(), e164: z.string(), name: z.string() }),
  flow: z.string(),
  version: z.number(),
  caller: z.object({ e164: z.string().nullable(), name: z.string().nullable() }),
  driver: z.enum(drivers),
  arrivedAt: z.number(),
  fold: rowsOfCall,
  /** Recording's address at the carrier → key in file storage. */
  files: z.record(z.string(), z.string().nullable()),
  history: z.object({ fileKey: z.string(), sha256: z.string(), events: z.number() }).nullable(),
})

const READ = `
select c.organisation_id as organisation, c.call, jsonb_build_object('id', n.id, 'e164', n.e164, 'name', n.name) as number,
  c.flow_id as flow, c.version, jsonb_build_object('e164', c.caller_e164, 'name', c.caller_name) as caller, c.driver,
  ${millisecondsOf('c.arrived_at')} as "arrivedAt", (${FOLD_OF_ROWS}) as fold,
  coalesce((select jsonb_object_agg(r.url, r.file_key) from recording r where r.organisation_id = c.organisation_id and r.call = c.call), '{}') as files,
  (select jsonb_build_object('fileKey', h.file_key, 'sha256', h.sha256, 'events', h.events)
    from history_export h where h.organisation_id = c.organisation_id and h.call = c.call) as history
from call c join number n on n.id = c.number_id
where c.organisation_id = ? and c.call = ?`

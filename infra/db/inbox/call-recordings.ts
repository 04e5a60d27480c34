import { z } from 'zod'
import { millisecondsOf, type CallQuestion } from '../call/call-key.ts'
import type { Database } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** A recording of a call, and who has listened to it. Times in milliseconds since 1970. */
export interface CallRecording {
  readonly id: string
  readonly seconds: number
  /** Our own copy in file storage; null until it was fetched. */
  readonly fileKey: string | null
  /** Why there is no such copy, in words; null while none was refused. */
  readonly notKept: string | null
  readonly views: readonly { readonly name: string; readonly at: number }[]
}

/** A call's recordings, oldest first, each with its last 100 hearings. */
export async function callRecordings(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<readonly CallRecording[]> {
  const sql = `select r.id, r.seconds, r.file_key as "fileKey", r.not_kept as "notKept", coalesce((
      select jsonb_agg(jsonb_build_object('name', v.name, 'at', ${millisecondsOf('v.at')}) order by v.at desc)
      from (select name, at from recording_view v where v.organisation_id = r.organisation_id and v.call = r.call and v.recording = r.id order by at desc limit 100) v), '[]') as views
    from recording r where r.organisation_id = ? and r.call = ? order by r.made_at, r.url`
  return rowsAs(recordingRow, db.read(organisation, sql, [organisation, call], limits))
}

const recordingRow: z.ZodType<CallRecording> = z.object({
  id: z.string(),
  seconds: z.number(),
  fileKey: z.string().nullable(),
  notKept: z.string().nullable(),
  views: z.array(z.object({ name: z.string(), at: z.number() })),
})

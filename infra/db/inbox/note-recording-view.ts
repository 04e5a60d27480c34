import type { Database, Limits } from '../orm.ts'

export interface RecordingViewNote {
  readonly organisation: string
  readonly call: string
  /** Id of the recording's row. */
  readonly recording: string
  /** Who listened. */
  readonly member: string
  readonly name: string
}

/** Notes that somebody listened to a recording; kept for auditors. */
export async function noteRecordingView(db: Database, { organisation, call, recording, member, name, ...limits }: Limits & RecordingViewNote): Promise<void> {
  const sql = 'insert into recording_view (organisation_id, call, recording, member, name) values (?, ?, ?, ?, ?)'
  await db.withOrganisation(organisation, (em) => em.execute(sql, [organisation, call, recording, member, name], 'run'), limits)
}

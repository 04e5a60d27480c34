import type { EntityManager } from '../orm.ts'

export interface RecordingViewNote {
  readonly organisation: string
  readonly call: string
  /** Id of the recording's row. */
  readonly recording: string
  /** Who listened. */
  readonly member: string
  readonly name: string
}

/** Notes that somebody listened to a recording, for the call's page. */
export async function noteRecordingView(
  em: EntityManager,
  { organisation, call, recording, member, name }: RecordingViewNote,
): Promise<void> {
  const sql = 'insert into recording_view (organisation_id, call, recording, member, name) values (?, ?, ?, ?, ?)'
  await em.execute(sql, [organisation, call, recording, member, name], 'run')
}

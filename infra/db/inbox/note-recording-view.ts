import { recordDeed } from '../deeds/record-deed.ts'
import type { Database, Limits } from '../orm.ts'

export interface RecordingViewNote {
  readonly organisation: string
  readonly call: string
  /** Id of the recording's row. */
  readonly recording: string
  /** Who listened. */
  readonly member: string
  readonly name: string
  /** From which they listened. */
  readonly address: string | null
  /** The call, in words that name it to people. */
  readonly called: string
}

/** Notes that somebody listened to a recording: for the call's page, and as a deed. */
export async function noteRecordingView(
  db: Database,
  { organisation, call, recording, member, name, address, called, ...limits }: Limits & RecordingViewNote,
): Promise<void> {
  const sql = 'insert into recording_view (organisation_id, call, recording, member, name) values (?, ?, ?, ?, ?)'
  await db.withOrganisation(
    organisation,
    async (em) => {
      await em.execute(sql, [organisation, call, recording, member, name], 'run')
      await recordDeed(em, {
        by: { organisation, actor: member, address },
        kind: 'recording.heard',
        on: { id: call, name: called },
        changed: {},
      })
    },
    limits,
  )
}

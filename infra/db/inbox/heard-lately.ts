import type { Database, Limits } from '../orm.ts'

export interface Hearing {
  readonly organisation: string
  readonly call: string
  /** Id of the recording's row. */
  readonly recording: string
  readonly member: string
}

/** Whether somebody's listening to a recording was noted in the last half hour: parts that are played again belong to that sitting. */
export async function heardLately(
  db: Database,
  { organisation, call, recording, member, ...limits }: Limits & Hearing,
): Promise<boolean> {
  const sql = `select from recording_view where organisation_id = ? and call = ? and recording = ? and member = ? and at > now() - interval '30 minutes' limit 1`
  const rows = await db.read(organisation, sql, [organisation, call, recording, member], limits)
  return rows.length > 0
}

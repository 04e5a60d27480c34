import type { Database } from '../orm.ts'
import type { CallQuestion } from './call-key.ts'

/** A recording that lies in our own file storage now. */
export interface KeptRecording {
  /** Where the carrier keeps it; the recording is identified by it. */
  readonly url: string
  readonly seconds: number
  readonly fileKey: string
  readonly bytes: number
  /** Of the file's bytes, in hex. */
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly keptAt: number
}

/** Notes that a recording was fetched, and tells whoever looks at its call. The first fetch counts; a recording that no event has told of is added. */
export async function saveRecording(
  db: Database,
  { organisation, call, recording, ...limits }: CallQuestion & { readonly recording: KeptRecording },
): Promise<void> {
  const { url, seconds, fileKey, bytes, sha256, keptAt } = recording
  const values = [organisation, call, url, seconds, keptAt, fileKey, bytes, sha256, keptAt]
  await db.write(organisation, SAVE, values, limits)
}

const SAVE = `
with saved as (insert into recording as r (organisation_id, call, url, seconds, "from", made_at, file_key, bytes, sha256, kept_at)
values (?, ?, ?, ?, 'log', to_timestamp(?::float8 / 1000), ?, ?, ?, to_timestamp(?::float8 / 1000))
on conflict (organisation_id, call, url) do update
set file_key = excluded.file_key, bytes = excluded.bytes, sha256 = excluded.sha256, kept_at = excluded.kept_at, not_kept = null
where r.kept_at is null returning organisation_id, call)
select pg_notify('inbox_changed', json_build_object('organisation', c.organisation_id, 'number', c.number_id, 'call', c.call)::text)
from saved s join call c on c.organisation_id = s.organisation_id and c.call = s.call`

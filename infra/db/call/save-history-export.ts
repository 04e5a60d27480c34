import type { Database } from '../orm.ts'
import type { CallQuestion } from './call-key.ts'

/** A closed call's history in file storage. */
export interface ExportedHistory {
  readonly fileKey: string
  /** Of the file's bytes, in hex. */
  readonly sha256: string
  /** How many of the engine's events the file holds. */
  readonly events: number
  /** Milliseconds since 1970. */
  readonly exportedAt: number
}

/** Notes where a call's history lies; the last export counts, since a repeated one replaces the file. */
export async function saveHistoryExport(db: Database, { organisation, call, history, ...limits }: CallQuestion & { readonly history: ExportedHistory }): Promise<void> {
  const { fileKey, sha256, events, exportedAt } = history
  await db.withOrganisation(organisation, (em) => em.execute(SAVE, [organisation, call, fileKey, sha256, events, exportedAt], 'run'), limits)
}

const SAVE = `
insert into history_export (organisation_id, call, file_key, sha256, events, exported_at) values (?, ?, ?, ?, ?, to_timestamp(?::float8 / 1000))
on conflict (organisation_id, call) do update
set file_key = excluded.file_key, sha256 = excluded.sha256, events = excluded.events, exported_at = excluded.exported_at`

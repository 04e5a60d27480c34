import type { Database } from '../orm.ts'
import type { CallQuestion } from './call-key.ts'

/** A recording that could not be copied to our own files. */
export interface NotKept {
  /** Where the carrier keeps it; the recording is identified by it. */
  readonly url: string
  /** In words, for people; without the address. */
  readonly why: string
}

/** Notes why a recording is not kept, and tells whoever looks at its call. One that has been kept meanwhile stays as it is. */
export async function noteNotKept(
  db: Database,
  { organisation, call, url, why, ...limits }: CallQuestion & NotKept,
): Promise<void> {
  await db.write(organisation, NOTE, [why, organisation, call, url, why], limits)
}

const NOTE = `
with noted as (update recording r set not_kept = ? where organisation_id = ? and call = ? and url = ? and kept_at is null and not_kept is distinct from ?
  returning organisation_id, call)
select pg_notify('inbox_changed', json_build_object('organisation', c.organisation_id, 'number', c.number_id, 'call', c.call)::text)
from noted n join call c on c.organisation_id = n.organisation_id and c.call = n.call`

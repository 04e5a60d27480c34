import type { DoneBy } from '../deed.ts'
import { z } from 'zod'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import type { DeedOn } from './kinds.ts'
import { recordDeed } from './record-deed.ts'

/**
 * Records that somebody had payloads decoded, once for each call and ten minutes: one page of Temporal's asks for a call's
 * payloads in many requests, and only some of them name it. One that names none belongs to whatever was recorded last.
 */
export async function recordDecoded(
  em: EntityManager,
  { by, on }: { readonly by: DoneBy; readonly on: DeedOn | null },
): Promise<void> {
  // its requests come at the same time
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`decoded ${by.organisation} ${by.actor}`])
  const lately = `select from deed where organisation_id = ? and actor = ?::uuid and kind in ('payloads.decoded', 'payloads.call-decoded') and at > now() - interval '10 minutes'`
  const asked = [by.organisation, by.actor]
  const about = on === null ? '' : 'and about = ?'
  const values = [...asked, ...(on === null ? [] : [on.id])]
  const known = await rowsAs(z.unknown(), em.execute(`${lately} ${about} limit 1`, values))
  if (known.length > 0) return
  await recordDeed(
    em,
    on === null
      ? { by, kind: 'payloads.decoded', changed: {} }
      : { by, kind: 'payloads.call-decoded', on, changed: {} },
  )
}

import { z } from 'zod'
import type { EntityManager } from '../../db/orm.ts'
import { rowsAs } from '../../db/rows-as.ts'
import { namedCalls } from '../calls/named-call.ts'
import { deed } from '../deed.ts'

/**
 * Puts on record that somebody has an organisation's payloads decoded, once for each call and ten minutes: one page of
 * Temporal's asks for a call's payloads in many requests, and only some of them name it. Those that name none belong to
 * whatever was recorded last. To be done before any of them is handed out.
 */
export const decodePayloads = deed({
  permission: 'payloads.decode',
  input: z.strictObject({
    /** The calls that they name, by the carrier's ids; those that the organisation does not have do not matter. */
    calls: z.array(z.string().max(500)).max(10_000),
  }),
  records: ['payloads.decoded', 'payloads.call-decoded'],
  timeout: 60_000,
  async act(em, { organisation, who, record }, { calls }) {
    // its requests come at the same time
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`decoded ${organisation} ${who.member}`])
    const known = await namedCalls(em, calls)
    const lately = await decodedLately(em, { organisation, member: who.member })
    for (const on of known) if (!lately.has(on.id)) await record({ kind: 'payloads.call-decoded', on, changed: {} })
    if (known.length === 0 && lately.size === 0) await record({ kind: 'payloads.decoded', changed: {} })
    return { ok: true }
  },
})

/** The calls of which somebody has had payloads decoded in the last ten minutes; null among them where none was named. */
async function decodedLately(
  em: EntityManager,
  { organisation, member }: { readonly organisation: string; readonly member: string },
): Promise<ReadonlySet<string | null>> {
  const sql = `select distinct about from deed where organisation_id = ? and actor = ?::uuid and kind in ('payloads.decoded', 'payloads.call-decoded') and at > now() - interval '10 minutes'`
  const rows = await rowsAs(z.object({ about: z.string().nullable() }), em.execute(sql, [organisation, member]))
  return new Set(rows.map(({ about }) => about))
}

import { z } from 'zod'
import type { EntityManager } from '#infra/db/orm.ts'
import { rowsAs } from '#infra/db/rows-as.ts'

/** A removal or a merge that was done a moment ago. */
export type JustDone = z.infer<typeof justDoneRow>
const justDoneRow = z.object({ change: z.string(), contact: z.string(), name: z.string(), wasRemoved: z.boolean() })

/** What the address says was just done, if it can still be undone and is not long ago: an address may be kept and opened again. */
export async function justDone(
  em: EntityManager,
  { organisation, search }: { readonly organisation: string; readonly search: URLSearchParams },
): Promise<JustDone | null> {
  const change = z.guid().safeParse(search.get('done'))
  if (!change.success) return null
  const sql = `select c.id as change, c.contact, c.name, d.kind = 'contact.removed' as "wasRemoved" from contact_change c join deed d on d.organisation_id = c.organisation_id and d.place = c.place
    where d.kind in ('contact.removed', 'contact.merged') and c.organisation_id = ? and c.id = ? and c.undone_at is null and c.made_at > now() - interval '1 minute'`
  const [done] = await rowsAs(justDoneRow, em.execute(sql, [organisation, change.data]))
  return done ?? null
}

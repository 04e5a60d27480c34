import { z } from 'zod'
import type { KnownCaller } from '#flows/call/known-caller.ts'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** What the organisation knows of whoever has this number, as a call that comes in is decided with it. One read by keys. */
export async function knownCaller(
  db: Database,
  { organisation, number, ...limits }: Limits & { readonly organisation: string; readonly number: string },
): Promise<KnownCaller> {
  const answer = db.read(organisation, KNOWN, [organisation, number, number, organisation, number], {
    ...limits,
    isPrepared: true,
  })
  const [known] = await rowsAs(row, answer)
  return known ?? { name: null, tags: [], vip: false, blocked: false, calledBefore: false }
}

// a second spelling of a number is a row of the contact, too; conversations have the number as it was sent
const KNOWN = `select c.name, coalesce(m.vip, false) as vip, coalesce(m.blocked, false) as blocked, coalesce(t.tags, '[]') as tags,
    exists (select from conversation v join conversation_item i on i.conversation_id = v.id and i.kind = 'call'
      where v.organisation_id = ? and v.customer in (?, other_spelling(?))) as "calledBefore"
  from (select) one
  left join contact c on c.organisation_id = ? and c.e164 = ?
  left join lateral (
    select bool_or(r.vip) as vip, bool_or(r.blocked) as blocked, array_agg(r.id) as rows
    from contact r where r.id = coalesce(c.main_id, c.id) or r.main_id = coalesce(c.main_id, c.id)) m on true
  left join lateral (select jsonb_agg(distinct g.tag_id) as tags from contact_tag g where g.contact_id = any(m.rows)) t on true`

const row: z.ZodType<KnownCaller> = z.object({
  name: z.string().nullable(),
  tags: z.array(z.string()),
  vip: z.boolean(),
  blocked: z.boolean(),
  calledBefore: z.boolean(),
})

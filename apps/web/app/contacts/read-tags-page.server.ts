import { z } from 'zod'
import { readTags } from '#infra/db/contact/read-tags.ts'
import type { ShownTag } from '#infra/db/contact/contact-marks.ts'
import { usedInEach, type UsedIn } from '#infra/db/flow/used-in.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { rowsAs } from '#infra/db/rows-as.ts'

/** A tag with where it is used. */
export interface UsedTag extends ShownTag {
  /** How many contacts have it. */
  readonly contacts: number
  /** Which flows ask for it. */
  readonly flows: readonly Pick<UsedIn, 'flow' | 'name'>[]
}

/** All tags of an organisation, by name. */
export async function readUsedTags(em: EntityManager, organisation: string): Promise<readonly UsedTag[]> {
  const tags = await readTags(em, organisation)
  const flows = await usedInEach(
    em,
    'tags',
    tags.map(({ id }) => id),
  )
  const sql = `select t.tag_id as tag, count(distinct coalesce(c.main_id, c.id))::int as contacts
    from contact_tag t join contact c on c.id = t.contact_id where t.organisation_id = ? group by t.tag_id`
  const counted = await rowsAs(z.object({ tag: z.string(), contacts: z.number() }), em.execute(sql, [organisation]))
  const counts = new Map(counted.map(({ tag, contacts }) => [tag, contacts]))
  return tags.map((tag) => ({ ...tag, contacts: counts.get(tag.id) ?? 0, flows: flows.get(tag.id) ?? [] }))
}

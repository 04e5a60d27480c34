import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { shownTag, type ShownTag } from './contact-marks.ts'
import { Tag } from './tag.ts'

/** The tags that contacts of an organisation can have, by name. */
export async function readTags(em: EntityManager, organisation: string): Promise<readonly ShownTag[]> {
  return rowsAs(
    shownTag,
    em.execute('select id, name, colour from tag where organisation_id = ? order by name, id', [organisation]),
  )
}

/** Their ids, by which flows name them. */
export async function tagIds(em: EntityManager): Promise<ReadonlySet<string>> {
  const tags = await em.find(Tag, {}, { fields: ['id'] })
  return new Set(tags.map(({ id }) => id))
}

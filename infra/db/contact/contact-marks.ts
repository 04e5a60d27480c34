import { z } from 'zod'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { tagColours, type TagColour } from './tag-colours.ts'

export interface ShownTag {
  readonly id: string
  readonly name: string
  readonly colour: TagColour
}

/** What people have marked a contact with. */
export interface ContactMarks {
  readonly tags: readonly ShownTag[]
  readonly vip: boolean
  readonly blocked: boolean
}

export const shownTag = z.object({ id: z.string(), name: z.string(), colour: z.enum(tagColours) })

/** The columns of a contact's marks, as `contactMarks` reads them, for a statement in which `k` is the contact's main row. */
export const MARKS = `(select coalesce(bool_or(m.vip), false) from contact m where m.id = k.id or m.main_id = k.id) as vip,
  (select coalesce(bool_or(m.blocked), false) from contact m where m.id = k.id or m.main_id = k.id) as blocked,
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'colour', t.colour) order by t.name, t.id), '[]') from tag t
    where t.id in (select c.tag_id from contact_tag c join contact m on m.id = c.contact_id where m.id = k.id or m.main_id = k.id)) as tags`

export const marksRow = { vip: z.boolean(), blocked: z.boolean(), tags: z.array(shownTag) }

/** The marks of a contact; null when there is none such. @param contact the id of its main row. */
export async function contactMarks(em: EntityManager, contact: string): Promise<ContactMarks | null> {
  const sql = `select ${MARKS} from contact k where k.id = ? and k.main_id is null`
  const [marks] = await rowsAs(z.object(marksRow), em.execute(sql, [contact]))
  return marks ?? null
}

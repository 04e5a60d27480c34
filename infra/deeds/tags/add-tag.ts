import { z } from 'zod'
import { Tag } from '../../db/contact/tag.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { MOST_TAGS, tagColour, tagName } from './tag-name.ts'

/** Makes a tag that contacts can have. */
export const addTag = deed({
  permission: 'contacts.manage',
  input: z.strictObject({ name: tagName, colour: tagColour }),
  records: ['tag.added'],
  taken: async (_context, { name }) => refused('tag-taken', { name }),
  async act(em, { organisation, record }, { name, colour }) {
    if ((await em.count(Tag, {})) >= MOST_TAGS) return refused('tags-limit', { most: MOST_TAGS })
    const tag = em.create(Tag, { organisation, name, colour })
    await em.flush()
    await record({ kind: 'tag.added', on: tag, changed: { colour: [null, colour] } })
    return { ok: true, tag: tag.id }
  },
})

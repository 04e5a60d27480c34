import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { contactMarks, type ContactMarks } from '../../db/contact/contact-marks.ts'
import { Contact } from '../../db/contact/contact.ts'
import { Tag } from '../../db/contact/tag.ts'
import type { EntityManager } from '../../db/orm.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { MOST_TAGS } from '../tags/tag-name.ts'

const someTags = z.array(z.guid()).max(MOST_TAGS, 'These are more tags than there can be.').default([])

/**
 * Marks a contact: gives it tags and takes some from it, and says whether it is a VIP or blocked. It says only what changes, so
 * that of two who do so at once neither takes the other's marks away. Flows know of it from the next call on.
 */
export const markContact = deed({
  permission: 'contacts.manage',
  input: z.strictObject({
    contact: z.guid(),
    give: someTags,
    take: someTags,
    /** Absent: as it is. */
    vip: z.boolean().optional(),
    blocked: z.boolean().optional(),
  }),
  records: ['contact.marked'],
  async act(em, { organisation, record }, { contact, give, take, vip, blocked }) {
    const known = await em.findOne(
      Contact,
      { id: contact, main: null },
      { lockMode: LockMode.PESSIMISTIC_WRITE }, // what is recorded as before must be what was before
    )
    const before = known && (await contactMarks(em, contact))
    if (!known || !before) return refused('contact-not-found', { contact })
    if ((await em.count(Tag, { id: { $in: give } })) < new Set(give).size) return refused('tag-not-found')
    await em.execute(GIVE, [organisation, contact, JSON.stringify(give)], 'run')
    // what a merge brought along stands on other rows of the contact
    await em.execute(TAKE, [contact, contact, JSON.stringify(take)], 'run')
    if (vip !== undefined) await mark(em, { contact, as: 'vip', is: vip })
    if (blocked !== undefined) await mark(em, { contact, as: 'blocked', is: blocked })
    const after = (await contactMarks(em, contact)) ?? before
    await record({
      kind: 'contact.marked',
      on: { id: contact, name: known.name },
      changed: {
        tags: [tagsIn(before), tagsIn(after)],
        VIP: [yesOrNo(before.vip), yesOrNo(after.vip)],
        blocked: [yesOrNo(before.blocked), yesOrNo(after.blocked)],
      },
    })
    return { ok: true, contact }
  },
})

const GIVE = `insert into contact_tag (organisation_id, contact_id, tag_id)
  select ?, ?::uuid, t.value::uuid from jsonb_array_elements_text(?::jsonb) t on conflict do nothing`
const TAKE = `delete from contact_tag t using contact c
  where c.id = t.contact_id and (c.id = ? or c.main_id = ?) and t.tag_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`

/** On the contact's own row; a mark that is taken away goes from all of its rows. */
async function mark(
  em: EntityManager,
  { contact, as, is }: { readonly contact: string; readonly as: 'vip' | 'blocked'; readonly is: boolean },
): Promise<void> {
  await em.nativeUpdate(Contact, is ? { id: contact } : { $or: [{ id: contact }, { main: contact }] }, { [as]: is })
}

function tagsIn({ tags }: ContactMarks): string | null {
  return tags.length === 0 ? null : tags.map(({ name }) => name).join(', ')
}

function yesOrNo(is: boolean): 'yes' | 'no' {
  return is ? 'yes' : 'no'
}

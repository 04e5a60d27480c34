import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { isolated } from '#flows/story/isolated.ts'
import { ContactTag } from '../../db/contact/contact-tag.ts'
import { Tag } from '../../db/contact/tag.ts'
import { usedIn } from '../../db/flow/used-in.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'

/** Takes a tag away, from all contacts that have it. One that a flow asks for is needed there. */
export const removeTag = deed({
  permission: 'contacts.manage',
  input: z.strictObject({ tag: z.guid() }),
  records: ['tag.removed'],
  async act(em, { record }, { tag: id }) {
    const tag = await em.findOne(Tag, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!tag) return refused('tag-not-found', { tag: id })
    const flows = await usedIn(em, 'tags', id)
    if (flows.length > 0)
      return refused('tag-in-use', {
        tag: isolated(tag.name),
        flows: new Intl.ListFormat('en').format(flows.map(({ name }) => isolated(name))),
      })
    const contacts = await em.count(ContactTag, { tag: id })
    const { name } = tag
    await em.nativeDelete(Tag, { id })
    await record({ kind: 'tag.removed', on: { id, name }, changed: { contacts: [contacts, null] } })
    return { ok: true, name }
  },
})

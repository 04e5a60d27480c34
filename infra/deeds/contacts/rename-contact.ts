import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { isolated } from '#flows/story/isolated.ts'
import { Contact } from '../../db/contact/contact.ts'
import { contactHistory, namedBy } from '../../db/contact/contact-history.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { callContact } from './call-contact.ts'
import { contactName } from './contact-name.ts'

/** Changes a contact's name, for all its numbers. */
export const renameContact = deed({
  permission: 'contacts.manage',
  input: z.strictObject({
    contact: z.guid(),
    name: contactName,
    /** What the contact was called when its new name was thought of: a newer one is not overwritten unseen. */
    from: z.string().max(255).optional(),
  }),
  records: ['contact.renamed'],
  async act(em, by, { contact, name, from }) {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } // of two at once, the second must see the first's
    const known = await em.findOne(Contact, { id: contact, main: null }, lock)
    if (!known) return refused('contact-not-found', { contact })
    const was = known.name
    if (was === name) return { ok: true, contact }
    if (from !== undefined && from !== was)
      return refused('contact-renamed-since', {
        name: isolated(was),
        by: isolated(namedBy(await contactHistory(em, { organisation: by.organisation, contact }))),
      })
    await callContact(em, by, { contact, was, name })
    return { ok: true, contact }
  },
})

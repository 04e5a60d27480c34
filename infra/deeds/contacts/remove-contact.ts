import { z } from 'zod'
import { Contact } from '../../db/contact/contact.ts'
import { tellInboxes } from '../../db/contact/tell-inboxes.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { numbersIn, rowsOf } from './contact-rows.ts'
import { keepChange } from './keep-change.ts'

/**
 * Takes a contact with all its numbers out of the address book. Its conversations stay, under their numbers. `change` undoes
 * it: see `undoContactChange`.
 */
export const removeContact = deed({
  permission: 'contacts.manage',
  input: z.strictObject({ contact: z.guid() }),
  records: ['contact.removed'],
  async act(em, { organisation, record }, { contact }) {
    const known = await em.findOne(Contact, { id: contact, main: null })
    if (!known) return refused('contact-not-found', { contact })
    const rows = await rowsOf(em, contact)
    await tellInboxes(em, { organisation, contact })
    await em.nativeDelete(Contact, { main: contact })
    await em.nativeDelete(Contact, { id: contact })
    await record({
      kind: 'contact.removed',
      on: { id: contact, name: known.name },
      changed: { numbers: [numbersIn(rows), null] },
    })
    return { ok: true, contact, change: await keepChange(em, organisation, { contact, name: known.name, rows }) }
  },
})

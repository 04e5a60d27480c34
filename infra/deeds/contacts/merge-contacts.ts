import { z } from 'zod'
import { Contact } from '../../db/contact/contact.ts'
import { tellInboxes } from '../../db/contact/tell-inboxes.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { numbersIn, rowsOf } from './contact-rows.ts'
import { keepChange } from './keep-change.ts'

/** Says that two contacts are one person: the other's numbers become this one's, under this one's name. `change` undoes it: see `undoContactChange`. */
export const mergeContacts = deed({
  permission: 'contacts.manage',
  input: z.strictObject({ contact: z.guid(), other: z.guid('Choose the contact that is the same person.') }),
  records: ['contact.merged'],
  async act(em, { organisation, record }, { contact, other }) {
    const kept = await em.findOne(Contact, { id: contact, main: null })
    const merged = await em.findOne(Contact, { id: other, main: null })
    if (!kept || !merged || kept.id === merged.id) return refused('contact-not-found', { contact: other })
    const rows = await rowsOf(em, merged.id)
    await em.nativeUpdate(
      Contact,
      { $or: [{ id: merged.id }, { main: merged.id }] },
      { main: kept.id, name: kept.name },
    )
    await tellInboxes(em, { organisation, contact: kept.id })
    await record({
      kind: 'contact.merged',
      on: { id: kept.id, name: kept.name },
      changed: { merged: [merged.name, null], numbers: [numbersIn(rows), null] },
    })
    const change = await keepChange(em, organisation, { contact: kept.id, name: merged.name, rows })
    return { ok: true, contact: kept.id, change }
  },
})

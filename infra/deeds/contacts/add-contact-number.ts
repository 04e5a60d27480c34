import { z } from 'zod'
import { Contact } from '../../db/contact/contact.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { addNumberRow, writtenNumber } from './add-number-row.ts'

/** Gives a contact one more number. */
export const addContactNumber = deed({
  permission: 'contacts.manage',
  input: z.strictObject({ contact: z.guid(), number: writtenNumber }),
  records: ['contact.number-added'],
  async act(em, { organisation, record }, { contact, number }) {
    const main = await em.findOne(Contact, { id: contact, main: null })
    if (!main) return refused('contact-not-found', { contact })
    const { name } = main
    const added = await addNumberRow(em, { organisation, name, number, main: contact })
    if (!added.ok) return added
    await record({ kind: 'contact.number-added', on: { id: contact, name }, changed: { number: [null, added.number] } })
    return { ok: true, contact }
  },
})

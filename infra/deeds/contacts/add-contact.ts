import { z } from 'zod'
import { deed } from '../deed.ts'
import { addNumberRow, writtenNumber } from './add-number-row.ts'
import { contactName } from './contact-name.ts'

/** Adds somebody to the address book. Conversations with the number have the name from now on. */
export const addContact = deed({
  permission: 'contacts.manage',
  input: z.strictObject({ name: contactName, number: writtenNumber }),
  records: ['contact.added'],
  async act(em, { organisation, record }, { name, number }) {
    const added = await addNumberRow(em, { organisation, name, number, main: null })
    if (!added.ok) return added
    const { contact } = added
    await record({ kind: 'contact.added', on: { id: contact, name }, changed: { number: [null, added.number] } })
    return { ok: true, contact }
  },
})

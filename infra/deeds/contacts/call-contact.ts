import { Contact } from '../../db/contact/contact.ts'
import { tellInboxes } from '../../db/contact/tell-inboxes.ts'
import type { EntityManager } from '../../db/orm.ts'
import type { Doing } from '../deed.ts'
import { keepChange } from './keep-change.ts'

/** Gives a contact and all its numbers a name, and keeps how to give it the one from before. */
export async function callContact(
  em: EntityManager,
  by: Doing<'contact.renamed'>,
  { contact, was, name: called }: { readonly contact: string; readonly was: string; readonly name: string },
): Promise<void> {
  const { organisation } = by
  await em.nativeUpdate(Contact, { $or: [{ id: contact }, { main: contact }] }, { name: called })
  await tellInboxes(em, { organisation, contact })
  await by.record({
    kind: 'contact.renamed',
    on: { id: contact, name: was },
    changed: { name: [was, called] },
  })
  await keepChange(em, organisation, { contact, name: called, made: { was, name: called, numbers: [] } })
}

import { z } from 'zod'
import { inOneLine } from '#flows/one-line.ts'
import { Contact } from '#infra/db/contact/contact.ts'
import { tellInboxes } from '#infra/db/contact/tell-inboxes.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { e164Of } from '../shared/format-number.server.ts'

const name = z.string().overwrite(inOneLine).min(1, 'Give the contact’s name.').max(80, 'A name can have at most 80 characters.')

export const newContactInput = z.strictObject({ name, number: z.string().trim().min(1, 'Give the contact’s number.').max(40) })
export const renameContactInput = z.strictObject({ contact: z.guid(), name })
export const addNumberInput = z.strictObject({ contact: z.guid(), number: newContactInput.shape.number })
export const mergeContactsInput = z.strictObject({ contact: z.guid(), other: z.guid('Choose the contact that is the same person.') })
export const removeContactInput = z.strictObject({ contact: z.guid() })

export type SavedContact = { readonly ok: true; readonly contact: string } | Refusal

/** Adds somebody to the address book. Conversations with the number have the name from now on. */
export async function addContact(context: DeedContext, input: z.output<typeof newContactInput>): Promise<SavedContact> {
  return context.db.withOrganisation(context.organisation, (em) => addRow(em, context, { name: input.name, number: input.number, main: null }))
}

/** Gives a contact one more number. */
export async function addContactNumber(context: DeedContext, { contact, number }: z.output<typeof addNumberInput>): Promise<SavedContact> {
  return context.db.withOrganisation(context.organisation, async (em) => {
    const main = await em.findOne(Contact, { id: contact, main: null })
    return main ? addRow(em, context, { name: main.name, number, main: main.id }) : refused('contact-not-found', { contact })
  })
}

async function addRow(em: EntityManager, by: DeedContext, { name: called, number, main }: { readonly name: string; readonly number: string; readonly main: string | null }): Promise<SavedContact> {
  const { organisation } = by
  const e164 = e164Of(number, { beside: null })
  if (e164 === null) return refused('number-invalid', { number })
  const sql = 'insert into contact (organisation_id, name, e164, main_id) values (?, ?, ?, ?) on conflict (organisation_id, e164) do nothing returning id'
  const [added] = await em.execute<{ id: string }[]>(sql, [organisation, called, e164, main])
  if (added) {
    await tellInboxes(em, { organisation, contact: added.id })
    await recordDeed(em, { by, kind: main === null ? 'contact.added' : 'contact.number-added', on: { id: main ?? added.id, name: called }, changed: { number: [null, e164] } })
    return { ok: true, contact: main ?? added.id }
  }
  const known = await em.findOneOrFail(Contact, { organisation, e164 })
  return refused('contact-taken', { name: known.name })
}

/** Changes a contact's name, for all its numbers. */
export async function renameContact(context: DeedContext, { contact, name: called }: z.output<typeof renameContactInput>): Promise<SavedContact> {
  const { db, organisation } = context
  return db.withOrganisation(organisation, async (em) => {
    const known = await em.findOne(Contact, { id: contact })
    if (!known) return refused('contact-not-found', { contact })
    await em.nativeUpdate(Contact, { $or: [{ id: contact }, { main: contact }] }, { name: called })
    await tellInboxes(em, { organisation, contact })
    await recordDeed(em, { by: context, kind: 'contact.renamed', on: { id: contact, name: known.name }, changed: { name: [known.name, called] } })
    return { ok: true as const, contact }
  })
}

/** Says that two contacts are one person: the other's numbers become this one's, under this one's name. */
export async function mergeContacts(context: DeedContext, { contact, other }: z.output<typeof mergeContactsInput>): Promise<SavedContact> {
  const { db, organisation } = context
  return db.withOrganisation(organisation, async (em) => {
    const kept = await em.findOne(Contact, { id: contact, main: null })
    const merged = await em.findOne(Contact, { id: other, main: null })
    if (!kept || !merged || kept.id === merged.id) return refused('contact-not-found', { contact: other })
    const numbers = await numbersOf(em, merged.id)
    await em.nativeUpdate(Contact, { $or: [{ id: merged.id }, { main: merged.id }] }, { main: kept.id, name: kept.name })
    await tellInboxes(em, { organisation, contact: kept.id })
    await recordDeed(em, { by: context, kind: 'contact.merged', on: { id: kept.id, name: kept.name }, changed: { merged: [merged.name, null], numbers: [numbers, null] } })
    return { ok: true as const, contact: kept.id }
  })
}

/** Takes a contact with all its numbers out of the address book. Its conversations stay, under their numbers. */
export async function removeContact(context: DeedContext, { contact }: z.output<typeof removeContactInput>): Promise<SavedContact> {
  const { db, organisation } = context
  return db.withOrganisation(organisation, async (em) => {
    const known = await em.findOne(Contact, { id: contact })
    if (!known) return refused('contact-not-found', { contact })
    const numbers = await numbersOf(em, contact)
    await tellInboxes(em, { organisation, contact })
    await em.nativeDelete(Contact, { main: contact })
    await em.nativeDelete(Contact, { id: contact })
    await recordDeed(em, { by: context, kind: 'contact.removed', on: { id: contact, name: known.name }, changed: { numbers: [numbers, null] } })
    return { ok: true as const, contact }
  })
}

/** A contact's numbers, its main one first. */
async function numbersOf(em: EntityManager, contact: string): Promise<string> {
  const rows = await em.find(Contact, { $or: [{ id: contact }, { main: contact }] }, { orderBy: [{ main: 'asc nulls first' }, { e164: 'asc' }] })
  return rows.map(({ e164 }) => e164).join(', ')
}

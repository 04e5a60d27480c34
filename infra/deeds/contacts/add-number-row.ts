import { z } from 'zod'
import { Contact } from '../../db/contact/contact.ts'
import { tellInboxes } from '../../db/contact/tell-inboxes.ts'
import type { EntityManager } from '../../db/orm.ts'
import { rowsAs } from '../../db/rows-as.ts'
import { homeOf } from '../../db/organisation/home-country.ts'
import { refused, type Refusal } from '../../errors.ts'
import { readNumber, type WrittenNumber } from '../../telephone/read-number.ts'

/** A contact's number in any form that people write. */
export const writtenNumber = z
  .string()
  .trim()
  .min(1, 'Enter the contact’s number.')
  .max(255, 'A number can have at most 255 characters.')

/** `number`: as it is put on record. */
type AddedNumber = { readonly ok: true; readonly contact: string; readonly number: string } | Refusal

/** Adds a number to the address book, as a contact's first or as one more of `main`'s. */
export async function addNumberRow(
  em: EntityManager,
  {
    organisation,
    name,
    number,
    main,
  }: {
    readonly organisation: string
    readonly name: string
    readonly number: string
    readonly main: string | null
  },
): Promise<AddedNumber> {
  const read =
    readNumber(number, await homeOf(em, organisation)) ?? (await calledFrom(em, { organisation, address: number }))
  if (read === null) return refused('contact-number-invalid', { number })
  const { e164, extension } = read
  const sql =
    'insert into contact (organisation_id, name, e164, main_id, extension) values (?, ?, ?, ?, ?) on conflict (organisation_id, e164) do nothing returning id'
  const [added] = await rowsAs(
    z.object({ id: z.string() }),
    em.execute(sql, [organisation, name, e164, main, extension]),
  )
  if (!added) {
    const known = await em.findOneOrFail(Contact, { organisation, e164 })
    return refused('contact-taken', { name: known.name })
  }
  await tellInboxes(em, { organisation, contact: added.id })
  return { ok: true, contact: main ?? added.id, number: extension === null ? e164 : `${e164} ext. ${extension}` }
}

/** Whoever has called may be given a name, even with a SIP address or a short code. */
async function calledFrom(
  em: EntityManager,
  { organisation, address }: { readonly organisation: string; readonly address: string },
): Promise<WrittenNumber | null> {
  const sql = `select from conversation where organisation_id = ? and customer = ? and customer not like 'call:%' limit 1`
  const called = await rowsAs(z.unknown(), em.execute(sql, [organisation, address]))
  return called.length > 0 ? { e164: address, extension: null } : null
}

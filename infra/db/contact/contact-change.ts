import { defineEntity, p } from '@mikro-orm/core'
import { z } from 'zod'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

/** A contact's row as it was. */
export type KeptRow = Readonly<z.infer<typeof keptRow>>
export const keptRow = z.object({
  id: z.string(),
  name: z.string(),
  e164: z.string(),
  main: z.string().nullable(),
  label: z.string().nullable(),
  extension: z.string().nullable(),
  /** What it was marked with. Absent in what an earlier release has kept. */
  vip: z.boolean().optional(),
  blocked: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
})

/** What an import made of a contact. */
export type Imported = Readonly<z.infer<typeof imported>>
export const imported = z.object({
  /** What the contact was called before; null when the import added it. */
  was: z.string().nullable(),
  /** What it is called since. */
  name: z.string(),
  /** The numbers that it got. */
  numbers: z.array(z.object({ id: z.string(), e164: z.string() })),
})

export const ContactChangeSchema = defineEntity({
  name: 'ContactChange',
  tableName: 'contact_change',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    /** Id of the contact that was changed, or into which another was merged; no reference, since it outlives the contact. */
    contact: p.uuid(),
    /** Of the deed that did it, in the organisation's record. */
    place: p.bigint('number'),
    /** What the contact that is gone was called, or the one that was changed. */
    name: p.text(),
    /** That contact's rows as they were before, the main one first; none where an import changed it. */
    rows: p.json<readonly KeptRow[]>(),
    /** What an import made of it; null for every other deed. */
    made: p.json<Imported>().nullable(),
    madeAt: moment().defaultRaw('now()'),
    undoneAt: moment().nullable(),
  },
  uniques: [{ properties: ['organisation', 'contact', 'place'] }],
  ...ownRowsOnly('contact_change'),
})

/** What removed a contact, merged it into another, renamed or imported it, with all that it takes to undo it. */
export class ContactChange extends ContactChangeSchema.class {}
ContactChangeSchema.setClass(ContactChange)

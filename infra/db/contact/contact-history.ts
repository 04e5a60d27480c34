import { z } from 'zod'
import { millisecondsOf } from '../call/call-key.ts'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { imported, type Imported } from './contact-change.ts'

/** Something that was done to a contact. */
export interface ContactDeed {
  /** Its place in the organisation's record of deeds. */
  readonly place: number
  /** One of the kinds of deeds that begin with `contact.`. */
  readonly kind: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly by: string
  /** What the contact was called then. */
  readonly name: string | null
  readonly before: string | null
  readonly after: string | null
  /** By which it can be undone; null when it cannot be, or already was. */
  readonly change: string | null
}

/** What was done to a contact, newest first. From which address somebody did it is for those who read the record itself. */
export async function contactHistory(
  em: EntityManager,
  { organisation, contact }: { readonly organisation: string; readonly contact: string },
): Promise<readonly ContactDeed[]> {
  const deed = `d.place::float8 as place, d.kind, ${millisecondsOf('d.at')} as at, d.actor_name as by`
  const sql = `(select ${deed}, d.about_name as name, d.before, d.after, c.id as change, null::jsonb as made, null as file
    from deed d left join contact_change c on c.organisation_id = d.organisation_id and c.contact = ?::uuid and c.place = d.place and c.undone_at is null
    where d.organisation_id = ? and d.about = ? and d.kind like 'contact.%')
    union all (select ${deed}, c.name, null, null, case when c.undone_at is null and c.made ->> 'was' is not null then c.id end, c.made, substring(d.after from 'file: ([^\n]*)')
    from contact_change c join deed d on d.organisation_id = c.organisation_id and d.place = c.place
    where c.organisation_id = ? and c.contact = ? and d.kind = 'contact.imported')
    order by place desc limit 100`
  const rows = await rowsAs(deedRow, em.execute(sql, [contact, organisation, contact, organisation, contact]))
  return rows.map(({ made, file, ...row }) => (made === null ? row : { ...row, ...importInLines(made, file) }))
}

const deedRow = z.object({
  place: z.number(),
  kind: z.string(),
  at: z.number(),
  by: z.string(),
  name: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  change: z.string().nullable(),
  made: imported.nullable(),
  file: z.string().nullable(),
})

/** Who gave a contact the name that it has. @param history of it, newest first. */
export function namedBy(history: readonly ContactDeed[]): string {
  return history.find(gaveName)?.by ?? 'Somebody'
}

/** Whether a contact had another name after this than before. */
function gaveName({ kind, before, after }: ContactDeed): boolean {
  return kind === 'contact.added' || NAME.exec(after ?? '')?.[0] !== NAME.exec(before ?? '')?.[0]
}
const NAME = /^name: .*$/m

/** As the deeds of a single contact are kept: each line is "name: value". */
function importInLines({ was, name, numbers }: Imported, file: string | null): Pick<ContactDeed, 'before' | 'after'> {
  const lines = [
    ...(was === name ? [] : [`name: ${name}`]),
    ...(numbers.length === 0 ? [] : [`numbers: ${numbers.map(({ e164 }) => e164).join(', ')}`]),
    ...(file === null ? [] : [`file: ${file}`]),
  ]
  return { before: was === null || was === name ? null : `name: ${was}`, after: lines.join('\n') }
}

/** A contact that was removed and can be brought back. */
export interface RemovedContact {
  readonly change: string
  readonly contact: string
  readonly name: string
  readonly numbers: readonly string[]
  readonly at: number
  readonly by: string
}

/** The contacts that were removed last, or only this one. */
export async function removedContacts(
  em: EntityManager,
  { organisation, contact }: { readonly organisation: string; readonly contact?: string },
): Promise<readonly RemovedContact[]> {
  const sql = `select c.id as change, c.contact, c.name, (select jsonb_agg(r.value ->> 'e164') from jsonb_array_elements(c.rows) r) as numbers, ${millisecondsOf('c.made_at')} as at, d.actor_name as by
    from contact_change c join deed d on d.organisation_id = c.organisation_id and d.place = c.place
    where c.organisation_id = ? and c.undone_at is null and d.kind = 'contact.removed' ${contact === undefined ? '' : 'and c.contact = ?'} order by c.place desc limit 100`
  const values = [organisation, ...(contact === undefined ? [] : [contact])]
  return rowsAs(removedRow, em.execute(sql, values))
}

const removedRow: z.ZodType<RemovedContact> = z.object({
  change: z.string(),
  contact: z.string(),
  name: z.string(),
  numbers: z.array(z.string()),
  at: z.number(),
  by: z.string(),
})

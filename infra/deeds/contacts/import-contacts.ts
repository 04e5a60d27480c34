import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { tellInboxesOf } from '../../db/contact/tell-inboxes.ts'
import type { EntityManager } from '../../db/orm.ts'
import { rowsAs } from '../../db/rows-as.ts'
import { deed, type Doing } from '../deed.ts'
import { keepChanges } from './keep-change.ts'
import { planImport, type FilePerson, type ImportPlan, type KnownNumber } from './plan-import.ts'

const fileNumber = z.strictObject({
  e164: z.string(),
  label: z.string().nullable(),
  extension: z.string().nullable(),
})

/** Milliseconds: 50 000 rows on a slow machine. */
export const LONGEST_IMPORT = 300_000
/** Rows written between two reports of progress. */
const AT_ONCE = 250

/** Writes the people of a file into the address book, all of it in one transaction. `onProgress` is told how far it has come, from 0 to 1. */
export const importContacts = deed({
  permission: 'contacts.manage',
  input: z.strictObject({
    people: z
      .array(z.strictObject({ row: z.int(), name: z.string(), numbers: z.array(fileNumber).readonly() }))
      .readonly(),
    /** What the file is called, as the contacts' histories name it. */
    file: z.string(),
    /** The contacts that keep their names where the file has others: all, or those with these ids. */
    keepNames: z.union([z.literal('all'), z.array(z.string()).readonly()]),
    /** How many rows were left out before. */
    leftOut: z.int(),
  }),
  records: ['contact.imported'],
  timeout: LONGEST_IMPORT,
  async act(em, by: Importer, { people, file, keepNames, leftOut }) {
    const plan = await plannedImport(em, { organisation: by.organisation, people, keepNames })
    await writePlan(em, by, { plan, file, leftOut, onProgress: by.onProgress })
    return { ok: true, plan }
  },
})

type Importer = Doing<'contact.imported'> & { readonly onProgress: (part: number) => void }

/** What the people of a file would do to the address book as it is. */
export async function plannedImport(
  em: EntityManager,
  {
    organisation,
    people,
    keepNames,
  }: {
    readonly organisation: string
    readonly people: readonly FilePerson[]
    readonly keepNames: 'all' | readonly string[]
  },
): Promise<ImportPlan> {
  const numbers = people.flatMap((person) => person.numbers.map(({ e164 }) => e164))
  const kept = new Set(keepNames === 'all' ? [] : keepNames)
  return planImport(
    people,
    await knownNumbers(em, organisation, numbers),
    (contact) => keepNames === 'all' || kept.has(contact),
  )
}

async function knownNumbers(
  em: EntityManager,
  organisation: string,
  numbers: readonly string[],
): Promise<readonly KnownNumber[]> {
  const sql = `select c.e164, coalesce(c.main_id, c.id) as contact, c.name, coalesce(c.main_id is null or c.spelling_of_id = c.main_id, false) as "isMain" from contact c
    where c.organisation_id = ? and c.e164 = any(select jsonb_array_elements_text(?::jsonb))`
  return rowsAs(knownNumber, em.execute(sql, [organisation, JSON.stringify(numbers)]))
}

const knownNumber = z.object({ e164: z.string(), contact: z.string(), name: z.string(), isMain: z.boolean() })

interface Writing {
  readonly plan: ImportPlan
  readonly file: string
  readonly leftOut: number
  readonly onProgress: (part: number) => void
}

async function writePlan(
  em: EntityManager,
  by: Importer,
  { plan: { added, changed, leftOut: clashes }, file, leftOut, onProgress }: Writing,
): Promise<void> {
  const { organisation } = by
  const renamed = changed.filter(({ from }) => from !== null)
  const grown = changed.filter(({ numbers }) => numbers.length > 0)
  const made = [
    ...added.map(({ name, numbers }) => {
      const contact = randomUUID()
      const own = numbers.map((number, place) => ({ ...number, id: place === 0 ? contact : randomUUID() }))
      return { contact, was: null, name, numbers: own }
    }),
    ...changed.map(({ contact, name, from, numbers }) => {
      return { contact, was: from ?? name, name, numbers: numbers.map((number) => ({ ...number, id: randomUUID() })) }
    }),
  ]
  const rows = made.flatMap(({ contact, name, numbers }) =>
    numbers.map((number) => ({ ...number, name, main: number.id === contact ? null : contact })),
  )
  const all = renamed.length + rows.length
  for (let at = 0; at < renamed.length; at += AT_ONCE) {
    await em.execute(
      RENAME,
      [JSON.stringify(renamed.slice(at, at + AT_ONCE).map(({ contact, name }) => ({ id: contact, name })))],
      'run',
    )
    onProgress(at / all)
  }
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await em.execute(ADD, [organisation, JSON.stringify(rows.slice(at, at + AT_ONCE))], 'run')
    onProgress((renamed.length + at) / all)
  }
  if (made.length === 0) return
  const called = await rowsAs(
    z.object({ e164: z.string() }),
    em.execute(
      'select e164 from contact where coalesce(main_id, id) = any(select jsonb_array_elements_text(?::jsonb)::uuid)',
      [JSON.stringify(renamed.map(({ contact }) => contact))],
    ),
  )
  await tellInboxesOf(em, { organisation, numbers: [...rows, ...called].map(({ e164 }) => e164) })
  const values = {
    file: [null, file],
    added: [null, added.length],
    renamed: [null, renamed.map(({ from, name }) => `${from} to ${name}`).join(', ')],
    'given more numbers': [null, grown.map(({ name }) => name).join(', ')],
    'left out': [null, leftOut + clashes.length],
  } as const
  await by.record({ kind: 'contact.imported', changed: values })
  // one deed for all of them: a place in the record for each would make every import wait for its own head
  await keepChanges(
    em,
    organisation,
    made.map(({ contact, was, name, numbers }) => ({
      contact,
      name,
      made: { was, name, numbers: numbers.map(({ id, e164 }) => ({ id, e164 })) },
    })),
  )
}

const RENAME = `with r as (select * from jsonb_to_recordset(?::jsonb) as r (id uuid, name text)),
  k as (select c.id, r.name from r join contact c on c.id = r.id union all select c.id, r.name from r join contact c on c.main_id = r.id)
  update contact c set name = k.name from k where c.id = k.id`
const ADD = `insert into contact (id, organisation_id, name, e164, main_id, label, extension) select r.id, ?, r.name, r.e164, r.main, r.label, r.extension
  from jsonb_to_recordset(?::jsonb) as r (id uuid, main uuid, name text, e164 text, label text, extension text)`

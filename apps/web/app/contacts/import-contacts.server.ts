import Papa from 'papaparse'
import { inOneLine } from '#flows/one-line.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { e164Of } from '../shared/format-number.server.ts'

/** What a file would do, or has done. */
export interface ImportReport {
  readonly added: number
  /** Numbers that are known under another name: they get the file's. */
  readonly renamed: readonly { readonly e164: string; readonly from: string; readonly to: string }[]
  readonly same: number
  /** Rows that are left out, with their place in the file, counted from 1. */
  readonly wrong: readonly { readonly row: number; readonly why: string }[]
  readonly written: boolean
}

export interface ImportRequest {
  readonly text: string
  /** A number of the organisation: numbers without a country are taken for ones of its country. */
  readonly beside: string | null
  /** False: only say what would happen. */
  readonly write: boolean
}

/** More rows than this are refused, so that a wrong file does not hold everybody up. */
const MOST_ROWS = 5_000

/** Reads a CSV file with a name and a number per row, in any order of columns, with a header or without. */
export async function importContacts(context: DeedContext, { text, beside, write }: ImportRequest): Promise<ImportReport> {
  const { db, organisation } = context
  const { rows, wrong } = readRows(text, beside)
  return db.withOrganisation(organisation, async (em) => {
    const known = await em.execute<{ e164: string; name: string }[]>('select e164, name from contact where organisation_id = ? and e164 = any(select jsonb_array_elements_text(?::jsonb))', [organisation, JSON.stringify([...rows.keys()])])
    const names = new Map(known.map(({ e164, name }) => [e164, name]))
    const all = [...rows]
    const renamed = all.flatMap(([e164, to]) => {
      const from = names.get(e164)
      return from !== undefined && from !== to ? [{ e164, from, to }] : []
    })
    const added = all.length - names.size
    if (write) {
      const sql = `insert into contact (organisation_id, name, e164) select ?, r.name, r.e164 from jsonb_to_recordset(?::jsonb) as r (name text, e164 text)
        on conflict (organisation_id, e164) do update set name = excluded.name where contact.name <> excluded.name`
      await em.execute(sql, [organisation, JSON.stringify(all.map(([e164, name]) => ({ e164, name })))], 'run')
      const changed = { added: [null, added], renamed: [null, renamed.map(({ e164, from, to }) => `${e164} from ${from} to ${to}`).join(', ')], 'left out': [null, wrong.length] } as const
      if (added + renamed.length > 0) await recordDeed(em, { by: context, kind: 'contact.imported', changed })
    }
    return { added, renamed, same: names.size - renamed.length, wrong, written: write }
  })
}

interface ReadRows {
  /** E.164 → name; of two rows with one number the last counts. */
  readonly rows: ReadonlyMap<string, string>
  readonly wrong: ImportReport['wrong']
}

function readRows(text: string, beside: string | null): ReadRows {
  const { data } = Papa.parse(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy', preview: MOST_ROWS + 2 })
  const columns = columnsOf(data[0] ?? [])
  const rows = new Map<string, string>()
  const wrong: { readonly row: number; readonly why: string }[] = []
  data.forEach((cells, index) => {
    if (index === 0 && columns.hasHeader) return
    if (index > MOST_ROWS) {
      if (index === MOST_ROWS + 1) wrong.push({ row: index + 1, why: `A file can have ${MOST_ROWS} rows. Split it, and import the rest afterwards.` })
      return
    }
    const name = inOneLine(columns.names.map((column) => cells[column] ?? '').join(' '))
    const number = cells[columns.number]?.trim() ?? ''
    const e164 = e164Of(number, { beside })
    if (name === '' || name.length > 80) wrong.push({ row: index + 1, why: name === '' ? 'The name is missing.' : 'The name has more than 80 characters.' })
    else if (e164 === null) wrong.push({ row: index + 1, why: number === '' ? 'The number is missing.' : `“${number}” is not a telephone number.` })
    else rows.set(e164, name)
  })
  return { rows, wrong }
}

interface Columns {
  readonly hasHeader: boolean
  readonly names: readonly number[]
  readonly number: number
}

/** By the words of a header; without one the first column is the name and the second the number. */
function columnsOf(first: readonly string[]): Columns {
  const words = first.map((cell) => cell.trim().toLowerCase())
  const number = words.findIndex((word) => /phone|number|mobile|tel/.test(word))
  const whole = words.findIndex((word) => /^(full |display )?name$/.test(word))
  const parts = words.flatMap((word, index) => (/(first|given|last|family|sur) ?name/.test(word) ? [index] : []))
  const names = whole >= 0 ? [whole] : parts
  return number >= 0 && names.length > 0 ? { hasHeader: true, names, number } : { hasHeader: false, names: [0], number: 1 }
}

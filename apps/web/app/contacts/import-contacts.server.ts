import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { readRows, type ReadRows } from './read-rows.server.ts'

/** What a file would do, or has done. */
export interface ImportReport {
  readonly added: number
  /** Numbers that are known under another name: they get the file's. */
  readonly renamed: readonly { readonly e164: string; readonly from: string; readonly to: string }[]
  readonly same: number
  readonly wrong: ReadRows['wrong']
  readonly written: boolean
}

export interface ImportRequest {
  readonly text: string
  /** A number of the organisation: numbers without a country are taken for ones of its country. */
  readonly beside: string | null
  /** False: only say what would happen. */
  readonly write: boolean
}

/** Reads a CSV file with a name and a number per row, in any order of columns, with a header or without. */
export async function importContacts(context: DeedContext, { text, beside, write }: ImportRequest): Promise<ImportReport> {
  const { db, organisation } = context
  const { rows, wrong } = await readRows(text, beside)
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

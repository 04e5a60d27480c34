import type { DeedContext } from '#infra/db/deed.ts'
import { importContacts, LONGEST_IMPORT, plannedImport } from '#infra/deeds/contacts/import-contacts.ts'
import type { FileNumber, LeftOut, OtherName } from '#infra/deeds/contacts/plan-import.ts'
import type { Refusal } from '#infra/errors.ts'
import type { Country } from '#infra/telephone/countries.ts'
import { shownNumber } from '../words/format-number.server.ts'
import { withExtension } from './read-contacts.server.ts'
import { readPeople, type Columns } from './read-people.server.ts'

/** What a file would do, or has done. The rows of the first five lists are all that it has. */
export interface ImportReport {
  readonly rows: number
  readonly added: readonly ReportRow[]
  readonly changed: readonly (ReportRow & { readonly from: string | null })[]
  readonly same: readonly { readonly row: number; readonly name: string }[]
  readonly repeated: readonly (ReportRow & { readonly of: number; readonly winner: string })[]
  readonly leftOut: readonly LeftOut[]
  /** What was left out of rows that are imported all the same. */
  readonly remarks: readonly LeftOut[]
  readonly empty: number
  readonly otherNames: readonly OtherName[]
  readonly written: boolean
}

export interface ReportRow {
  readonly row: number
  readonly name: string
  /** As people write them. */
  readonly numbers: readonly string[]
}

export interface ImportRequest {
  readonly rows: readonly (readonly string[])[]
  readonly columns: Columns
  /** The country as whose numbers those without a country are read. */
  readonly home: Country | undefined
  /** The country as whose numbers those are read that are not valid in `home`. */
  readonly others: Country | undefined
  /** What the file is called, as the contacts' histories name it. */
  readonly file: string
  /** The contacts that keep their names where the file has others: all, or those with these ids. */
  readonly keepNames: 'all' | readonly string[]
  /** False: only say what would happen. */
  readonly write: boolean
  /** Told how far it has come, from 0 to 1. */
  readonly onProgress?: (part: number) => void
}

export interface ImportedFile {
  readonly ok: true
  readonly report: ImportReport
  /** Numbers without a country that are not numbers of `home`, and could be ones of another country. */
  readonly foreign: readonly string[]
}

/** Compares a file with the address book and, if asked, has all of it written. */
export async function importFile(
  context: DeedContext,
  { rows, columns, home, others, file, keepNames, write, onProgress = () => undefined }: ImportRequest,
): Promise<ImportedFile | Refusal> {
  const { db, organisation } = context
  const reading = write ? 0.4 : 1
  const onRow = (row: number) => onProgress((row / rows.length) * reading)
  const read = await readPeople(rows, columns, { home, others, onRow })
  const { people } = read
  const done = write
    ? await importContacts(
        { ...context, onProgress: (part) => onProgress(reading + part * (1 - reading)) },
        { people, file, keepNames, leftOut: read.leftOut.length },
      )
    : {
        ok: true as const,
        plan: await db.withOrganisation(organisation, (em) => plannedImport(em, { organisation, people, keepNames }), {
          timeout: LONGEST_IMPORT,
        }),
      }
  if (!done.ok) return done
  const { plan } = done
  const shown = (numbers: readonly FileNumber[]) =>
    numbers.map(({ e164, extension }) => withExtension(shownNumber(e164, { home }), extension))
  const inOrder = (some: readonly LeftOut[]) => some.toSorted((a, b) => a.row - b.row)
  const report: ImportReport = {
    rows: people.length + read.leftOut.length,
    added: plan.added.map(({ row, name, numbers }) => ({ row, name, numbers: shown(numbers) })),
    changed: plan.changed.map(({ row, name, from, numbers }) => ({ row, name, from, numbers: shown(numbers) })),
    same: plan.same,
    repeated: plan.repeated.map((repeated) => ({
      ...repeated,
      numbers: repeated.numbers.map((number) => shownNumber(number, { home })),
    })),
    leftOut: inOrder([...read.leftOut, ...plan.leftOut]),
    remarks: inOrder([...read.remarks, ...plan.remarks]),
    empty: read.empty,
    otherNames: plan.otherNames,
    written: write,
  }
  return { ok: true, report, foreign: read.foreign }
}

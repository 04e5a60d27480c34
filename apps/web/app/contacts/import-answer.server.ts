import { inOneLine } from '#flows/story/one-line.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { countryInSentence } from '#infra/telephone/country-name.ts'
import { isCallableCountry, type Country } from '#infra/telephone/countries.ts'
import { isRole, type Role } from './column-words.ts'
import { guessColumns, MOST_COLUMNS } from './guess-columns.ts'
import { importFile, type ImportReport } from './import-file.server.ts'
import { beginProgress } from './import-progress.server.ts'
import { readFile, type Letters } from './read-file.server.ts'
import { isEmpty, MOST_ROWS, readTable } from './read-table.server.ts'
import { suggestCountry } from './suggest-country.server.ts'

/** A column as somebody chooses what it is. */
export interface ShownColumn {
  readonly index: number
  readonly title: string
  readonly samples: readonly string[]
  readonly role: Role
}

/** What came of a file that was sent: what is to be chosen first, what it would change, or why it cannot be read. */
export interface ImportAnswer {
  readonly trouble: string | null
  readonly letters: Letters | null
  readonly columns: readonly ShownColumn[]
  /** Numbers without a country are read as ones of this country; null while none is chosen. */
  readonly home: Country | null
  /** Those of them that are not valid there are read as ones of this country; null while none is chosen. */
  readonly others: { readonly country: Country; readonly name: string } | null
  /** How many numbers cannot be from `home`, and from which country they seem to be. */
  readonly foreign: { readonly count: number; readonly country: Country | null; readonly name: string | null } | null
  readonly report: ImportReport | null
}

export const NOTHING: ImportAnswer = {
  trouble: null,
  letters: null,
  columns: [],
  home: null,
  others: null,
  foreign: null,
  report: null,
}

/** Reads the form of the import page and does what it asks for. */
export async function importAnswer(deed: DeedContext, form: FormData): Promise<ImportAnswer> {
  const sent = await readFile(form)
  if ('trouble' in sent) return { ...NOTHING, trouble: sent.trouble }
  const { text, letters } = sent
  if (letters?.isSure === false && !form.has('encoding')) return { ...NOTHING, letters }
  const { rows, isTooLong } = readTable(text)
  if (isTooLong)
    return {
      ...NOTHING,
      letters,
      trouble: `This file has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it, and import one part after the other.`,
    }
  const guess = guessColumns(rows)
  const columns = {
    header: guess.header,
    roles: guess.roles.map((role, index) => chosenRole(form.get(`column-${index}`)) ?? role),
  }
  const { own, countries } = await deed.db.withOrganisation(deed.organisation, async (em) => ({
    own: await homeOf(em, deed.organisation),
    countries: (await em.findOneOrFail(Organisation, { id: deed.organisation })).countries,
  }))
  const home = chosenCountry(form.get('home')) ?? own
  const others = chosenCountry(form.get('country'))
  const about = {
    ...NOTHING,
    letters,
    home: home ?? null,
    others: others && named(others),
    columns: shownColumns(rows, columns),
  }
  if (!columns.roles.includes('phone'))
    return { ...about, trouble: 'No column looks like phone numbers. Choose the column that has them.' }
  const progress = beginProgress(deed, form.get('run'))
  try {
    const done = await importFile(deed, {
      rows,
      columns,
      home,
      others: others ?? undefined,
      file: fileIn(form),
      keepNames: keptNames(form),
      write: form.get('write') === 'yes',
      onProgress: progress.tell,
    })
    if (!done.ok) return { ...about, trouble: `${done.problem.title} ${done.problem.fix}` }
    const { report, foreign } = done
    const suggested = suggestCountry(foreign, {
      header: columns.header === null ? [] : (rows[columns.header] ?? []).slice(0, MOST_COLUMNS),
      countries,
    })
    const country = others === null ? suggested : null // one more would take the place of the one that was chosen
    return {
      ...about,
      report,
      foreign:
        foreign.length === 0 ? null : { count: foreign.length, country, name: country && countryInSentence(country) },
    }
  } finally {
    progress.end()
  }
}

/** What the file that was sent is called. */
function fileIn(form: FormData): string {
  const file = form.get('file')
  const name = file instanceof File && file.size > 0 ? inOneLine(file.name).slice(0, LONGEST_FILE_NAME) : ''
  return name === '' ? 'pasted text' : name
}
const LONGEST_FILE_NAME = 100

/** Which contacts keep their names: all of them, or those that were chosen. */
function keptNames(form: FormData): 'all' | readonly string[] {
  if (form.get('names') === 'ours') return 'all'
  return form.getAll('keep').filter((contact) => typeof contact === 'string')
}

/** Rows from which the columns' samples are taken. */
const LOOKED_AT = 200
const SAMPLES = 3

function shownColumns(
  rows: readonly (readonly string[])[],
  { header, roles }: { readonly header: number | null; readonly roles: readonly Role[] },
): readonly ShownColumn[] {
  const below = rows.slice(header === null ? 0 : header + 1, LOOKED_AT).filter((row) => !isEmpty(row))
  return roles.flatMap((role, index) => {
    const title = header === null ? '' : (rows[header]?.[index]?.trim() ?? '')
    const samples = [...new Set(below.map((row) => row[index]?.trim().slice(0, 60) ?? ''))]
      .filter((sample) => sample !== '')
      .slice(0, SAMPLES)
    return title === '' && samples.length === 0 ? [] : [{ index, title: title.slice(0, 80), samples, role }]
  })
}

function chosenRole(written: FormDataEntryValue | null): Role | null {
  return isRole(written) ? written : null
}

function named(country: Country): { readonly country: Country; readonly name: string } {
  return { country, name: countryInSentence(country) }
}

function chosenCountry(written: FormDataEntryValue | null): Country | null {
  return typeof written === 'string' && isCallableCountry(written) ? written : null
}

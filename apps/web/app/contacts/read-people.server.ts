import { setImmediate as othersTurn } from 'node:timers/promises'
import { isSeen } from '#flows/story/one-line.ts'
import { nameOf } from '#infra/deeds/contacts/contact-name.ts'
import type { FileNumber, FilePerson, LeftOut } from '#infra/deeds/contacts/plan-import.ts'
import type { Country } from '#infra/telephone/countries.ts'
import { numberKey } from '#infra/telephone/other-spelling.ts'
import { readNumberOfEither } from '#infra/telephone/read-number.ts'
import type { Role } from './column-words.ts'
import { besidePhones, labelIn, MOST_COLUMNS } from './guess-columns.ts'
import { isEmpty } from './read-table.server.ts'
import { ofSomeCountry } from './of-some-country.ts'
import { splitNumbers } from './split-numbers.ts'

export interface ReadPeople {
  readonly people: readonly FilePerson[]
  readonly leftOut: readonly LeftOut[]
  /** What was left out of rows that are imported all the same. */
  readonly remarks: readonly LeftOut[]
  /** Rows with nothing in them. */
  readonly empty: number
  /** Numbers without a country that cannot be from `home`, nor from `others`, and could be from another, as they are written. */
  readonly foreign: readonly string[]
}

export interface Columns {
  /** Index of the header's row; null without one. */
  readonly header: number | null
  readonly roles: readonly Role[]
}

/** The people in a file's rows, some at a time: a long file keeps nobody else waiting. @param onRow told how many rows are read. */
export async function readPeople(
  rows: readonly (readonly string[])[],
  { header, roles }: Columns,
  {
    home,
    others,
    onRow = () => undefined,
  }: {
    readonly home: Country | undefined
    /** As whose numbers those are read that are not valid in `home`. */
    readonly others?: Country | undefined
    readonly onRow?: (rows: number) => void
  },
): Promise<ReadPeople> {
  const titles = header === null ? [] : (rows[header] ?? [])
  const phones = [...besidePhones(titles, roles)].map(([index, beside]) => ({
    index,
    ...beside,
    title: labelIn(titles[index] ?? ''),
  }))
  const named = nameColumns(roles)
  const read: { people: FilePerson[]; leftOut: LeftOut[]; remarks: LeftOut[]; empty: number; foreign: string[] } = {
    people: [],
    leftOut: [],
    remarks: [],
    empty: 0,
    foreign: [],
  }
  const isOfSomeCountry = ofSomeCountry()
  for (const [index, cells] of rows.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) {
      onRow(index)
      await othersTurn()
    }
    if (header !== null && index <= header) continue
    if (isEmpty(cells)) {
      read.empty += 1
      continue
    }
    const row = index + 1
    const cell = (column: number) => cells[column]?.slice(0, LONGEST_CELL).trim() ?? ''
    const name = nameIn(named, cell)
    const wrong: string[] = []
    const numbers = phones.flatMap(({ index: column, label, extension, title }) => {
      const labels =
        label === null
          ? []
          : cell(label)
              .split(':::')
              .map((text) => text.trim().replace(/^\* /, ''))
      return splitNumbers(cell(column)).flatMap(({ number, label: own }, place): readonly FileNumber[] => {
        const found = readNumberOfEither(number, { home, others })
        if (found === null && NOTHING.test(number)) return []
        if (found === null) {
          wrong.push(number)
          if (!/^\+|^00/.test(number) && isOfSomeCountry(number)) read.foreign.push(number)
          return []
        }
        const said = own ?? labels[place] ?? labels[0] ?? ''
        return [
          {
            e164: found.e164,
            label: (said === '' ? title : said)?.slice(0, LONGEST_LABEL) ?? null,
            extension: found.extension ?? (extension === null ? null : digitsOnly(cell(extension))),
          },
        ]
      })
    })
    const why = whyLeftOut({ name, numbers, wrong })
    if (why !== null) {
      read.leftOut.push({ row, name: name.slice(0, LONGEST_NAME), why })
      continue
    }
    read.people.push({
      row,
      name,
      numbers: [
        ...new Map(numbers.toReversed().map((number) => [numberKey(number.e164), number])).values(),
      ].toReversed(),
    })
    if (wrong.length > 0) read.remarks.push({ row, name, why: wrong.map(notANumber).join(' ') })
  }
  return read
}

/** What programs and people write where there is no number. */
const NOTHING = /^(?:n\/?a|none|null|nil|no|unknown|unbekannt|keine?|[-–.?x0]+)$/i

/** Rows that are read before others have their turn: some 10 ms of work. */
const AT_ONCE = 250
/** What follows in a cell is not looked at. In characters. */
const LONGEST_CELL = 1_000
const LONGEST_NAME = 80
const LONGEST_LABEL = 40

/** The columns that a name is made of, each kind in the order of the file. */
function nameColumns(roles: readonly Role[]) {
  const of = (...wanted: readonly Role[]) =>
    wanted.flatMap((role) => roles.slice(0, MOST_COLUMNS).flatMap((one, column) => (one === role ? [column] : [])))
  return { whole: of('name'), parts: of('first', 'middle', 'last'), instead: of('company', 'instead') }
}

function nameIn({ whole, parts, instead }: ReturnType<typeof nameColumns>, cell: (column: number) => string): string {
  const first = (columns: readonly number[]) => columns.map(cell).find((text) => text !== '')
  return nameOf(first(whole) ?? (parts.map(cell).join(' ').trim() || (first(instead) ?? '')))
}

function whyLeftOut({
  name,
  numbers,
  wrong,
}: {
  readonly name: string
  readonly numbers: readonly FileNumber[]
  readonly wrong: readonly string[]
}): string | null {
  if (numbers.length === 0) return wrong.length === 0 ? 'It has no phone number.' : wrong.map(notANumber).join(' ')
  if (!isSeen(name)) return 'It has no name.'
  if (name.includes('\uFFFD'))
    return 'A letter of the name was lost when the file was saved (�). Correct the name, or export the file again.'
  return name.length > LONGEST_NAME ? `The name has more than ${LONGEST_NAME} characters.` : null
}

function notANumber(written: string): string {
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(written))
    return `A spreadsheet shortened the number to “${written}”, and its digits are lost. Format the column as text, and export the file again.`
  return `“${written.length > LONGEST_SHOWN ? `${written.slice(0, LONGEST_SHOWN - 1)}…` : written}” is not a phone number.`
}
const LONGEST_SHOWN = 40

function digitsOnly(cell: string): string | null {
  const digits = cell.replaceAll(/\D/g, '').slice(0, 20)
  return digits === '' ? null : digits
}

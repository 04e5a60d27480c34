import { headerSays, plainHeader, type HeaderSays, type Role } from './column-words.ts'

/** A file's first rows, as the guess sees them. */
export type Rows = readonly (readonly string[])[]

export interface GuessedColumns {
  /** Which of the rows is the header; null without one. */
  readonly header: number | null
  readonly roles: readonly Role[]
}

/** Columns that are looked at, and rows. */
export const MOST_COLUMNS = 200
const LOOKED_AT = 200

/** What the columns of a file are: what their headers say and what stands in them both count. */
export function guessColumns(all: Rows): GuessedColumns {
  const rows = all.slice(0, LOOKED_AT).map((row) => row.slice(0, MOST_COLUMNS))
  const header = headerIn(rows)
  const below = rows.slice(header === null ? 0 : header + 1)
  const width = Math.max(0, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, index): Column => {
    const cells = below.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '')
    return { says: header === null ? 'unknown' : headerSays(rows[header]?.[index] ?? ''), ...shares(cells) }
  })
  return { header, roles: withNames(withPhones(columns), columns) }
}

/** Cells of the first rows in which a header is looked for: some programs write a title above it. */
const LOOKED_FOR_HEADER = 10

function headerIn(rows: Rows): number | null {
  for (const [at, row] of rows.slice(0, LOOKED_FOR_HEADER).entries()) {
    const says = row.map(headerSays)
    const holdsNumber = row.some((cell) => likeNumber(cell) === 'surely')
    if (holdsNumber) break
    if (says.some((word) => word === 'phone' || word === 'any-number') && says.some((word) => NAMES.has(word)))
      return at
  }
  // in words that nobody here knows: no number stands in it, but numbers stand below
  const [first, ...others] = rows
  const isNamed =
    first !== undefined &&
    first.filter((cell) => cell.trim() !== '').length > 1 &&
    first.every((cell) => likeNumber(cell) === 'no')
  const hasWord = isNamed && first.some((cell) => headerSays(cell) !== 'unknown')
  const numberBelow = isNamed && first.some((_, index) => others.some((row) => likeNumber(row[index] ?? '') !== 'no'))
  return hasWord || numberBelow ? 0 : null
}

const NAMES: ReadonlySet<HeaderSays> = new Set(['name', 'first', 'last', 'either-name', 'company', 'instead'])

interface Column {
  readonly says: HeaderSays
  /** Of its cells that are not empty: those that could be numbers, those that can be nothing else, and those that could be names. */
  readonly could: number
  readonly surely: number
  readonly names: number
  /** Those that are one word. */
  readonly words: number
  /** Those that have a digit at all. */
  readonly digits: number
  readonly filled: number
}

function shares(cells: readonly string[]): Omit<Column, 'says'> {
  const of = (fits: (cell: string) => boolean) => (cells.length === 0 ? 0 : cells.filter(fits).length / cells.length)
  return {
    filled: cells.length,
    could: of((cell) => likeNumber(cell) !== 'no'),
    surely: of((cell) => likeNumber(cell) === 'surely'),
    names: of(likeName),
    words: of((cell) => likeName(cell) && !cell.includes(' ')),
    digits: of((cell) => /\d/.test(cell)),
  }
}

function likeName(cell: string): boolean {
  return cell.length >= 2 && cell.length <= 80 && /\p{L}/u.test(cell) && !/[\d@]/.test(cell)
}

function withPhones(columns: readonly Column[]): readonly (Role | 'unknown' | 'either-name')[] {
  const guessed = columns.map(({ says, could, surely, digits, filled }) => {
    if (says === 'phone') return filled === 0 || digits > 0.2 ? 'phone' : 'ignore'
    if (says === 'any-number') return could > 0.2 ? 'phone' : 'ignore'
    return says === 'unknown' && surely > 0.6 ? 'phone' : says
  })
  if (guessed.includes('phone')) return guessed
  const best = columns.findIndex(({ says, could }) => says === 'unknown' && could > 0.8)
  return guessed.map((role, index) => (index === best ? 'phone' : role))
}

function withNames(
  guessed: readonly (Role | 'unknown' | 'either-name')[],
  columns: readonly Column[],
): readonly Role[] {
  const [hasFirst, hasLast] = [guessed.includes('first'), guessed.includes('last')]
  const either: Role = hasFirst === hasLast ? 'name' : hasFirst ? 'last' : 'first'
  const named = guessed.map((role) => (role === 'either-name' ? either : role))
  const hasName = named.some(
    (role) => role !== 'unknown' && NAMES.has(role) && role !== 'company' && role !== 'instead',
  )
  const best = hasName ? -1 : nameAmong(columns, named)
  // first and last name apart, in whichever order
  const isApart = [best, best + 1].every((index) => named[index] === 'unknown' && (columns[index]?.words ?? 0) > 0.8)
  return named.map((role, index) => {
    if (isApart && index === best + 1) return 'last'
    if (index === best) return isApart ? 'first' : 'name'
    return role === 'unknown' ? 'ignore' : role
  })
}

/** Where no header says it: the first column that is mostly names, else the first that is anything but numbers. */
function nameAmong(columns: readonly Column[], named: readonly (Role | 'unknown')[]): number {
  const best = columns.findIndex(({ says, names }) => says === 'unknown' && names > 0.6)
  if (best >= 0 || named.includes('company') || named.includes('instead')) return best
  return columns.findIndex(({ filled }, index) => named[index] === 'unknown' && filled > 0)
}

/** Whether a cell could hold a phone number, by its shape alone: which country's it is may not be known yet. */
export function likeNumber(written: string): 'surely' | 'perhaps' | 'no' {
  const cell = written
    .slice(0, 200)
    .trim()
    .replace(/^=?"(.*)"$/s, '$1')
  const digits = cell.replaceAll(/\D/g, '').length
  const words = cell.match(/\p{L}+/gu) ?? []
  if (
    digits < 6 ||
    words.length > MOST_WORDS ||
    cell.includes('@') ||
    DATE.test(cell) ||
    ADDRESS_OF_MACHINE.test(cell) ||
    FRACTION.test(cell)
  )
    return 'no'
  return /[+()]|^0|\d[ \-./]\d/.test(cell) && digits >= 7 ? 'surely' : 'perhaps'
}

/** Beside several numbers in a cell: "home", "ext.", "or". */
const MOST_WORDS = 4
const DATE = /^\d{4}[-./]\d{1,2}[-./]\d{1,2}(?:\D|$)|^\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?:\D|$)/
/** An amount, or a place on earth. */
const FRACTION = /^-?\d+[.,]\d{1,2}$|^-?\d{1,3}\.\d{5,}/
const ADDRESS_OF_MACHINE = /^\d{1,3}(?:\.\d{1,3}){3}$/

/** Of each phone column, the columns with its label and its extension; null without one. */
export function besidePhones(
  header: readonly string[],
  roles: readonly Role[],
): ReadonlyMap<number, { readonly label: number | null; readonly extension: number | null }> {
  const phones = roles.flatMap((role, index) => (role === 'phone' ? [index] : []))
  const stem = (index: number) =>
    plainHeader(header[index] ?? '')
      .replaceAll(/ ?\b(value|label|type|typ|tipo|number|nummer|numero|ext|extn|extension)\b/g, '')
      .trim()
  const of = (role: Role, nearest: (index: number) => number | undefined) =>
    new Map(
      roles.flatMap((one, index) => {
        if (one !== role) return []
        const alike = stem(index) === '' ? undefined : phones.find((phone) => stem(phone) === stem(index))
        const phone = alike ?? nearest(index)
        return phone === undefined ? [] : [[phone, index] as const]
      }),
    )
  const labels = of('label', (index) => phones.find((phone) => phone > index) ?? phones.at(-1))
  const extensions = of('extension', (index) => phones.findLast((phone) => phone < index) ?? phones[0])
  return new Map(
    phones.map((phone) => [phone, { label: labels.get(phone) ?? null, extension: extensions.get(phone) ?? null }]),
  )
}

/** What a column's header says of its numbers, as a label: "Home", "Mobile 2"; null when it says no more than that they are numbers. */
export function labelIn(header: string): string | null {
  const label = header
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replaceAll(
      /(?<!\p{L})(?:phone|telephone|tel|tél|telefon|téléphone|teléfono|telefono|number|numbers|nummer|numero|número|value|no|nr|person|телефон|電話番号|電話|电话|手机|전화번호)(?!\p{L})\.?|[_():-]/giu,
      ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .trim()
  return label === '' || /^[\d ]+$/.test(label) ? null : label.slice(0, 40)
}

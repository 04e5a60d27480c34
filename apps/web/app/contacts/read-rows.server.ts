import { setImmediate as others } from 'node:timers/promises'
import Papa from 'papaparse'
import { inOneLine } from '#flows/one-line.ts'
import { e164Of } from '../shared/format-number.server.ts'

export interface ReadRows {
  /** E.164 → name; of two rows with one number the last counts. */
  readonly rows: ReadonlyMap<string, string>
  /** Rows that are left out, with their place in the file, counted from 1. */
  readonly wrong: readonly { readonly row: number; readonly why: string }[]
}

/** The rows of a CSV file, some at a time: a long file keeps nobody else waiting. See `importContacts`. */
export async function readRows(text: string, beside: string | null): Promise<ReadRows> {
  const cells = cellsOf(text.replace(/^\uFEFF/, ''))
  const columns = columnsOf(cells[0] ?? [])
  const rows = new Map<string, string>()
  const wrong: { readonly row: number; readonly why: string }[] = []
  for (const [index, row] of cells.slice(0, MOST_ROWS + 1).entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await others()
    if (index === 0 && columns.hasHeader) continue
    const name = inOneLine(columns.names.map((column) => row[column]?.slice(0, LONGEST_CELL) ?? '').join(' '))
    const number = row[columns.number]?.slice(0, LONGEST_CELL).trim() ?? ''
    const e164 = number.length > LONGEST_NUMBER ? null : e164Of(number, { beside })
    if (name === '' || name.length > 80) wrong.push({ row: index + 1, why: name === '' ? 'The name is missing.' : 'The name has more than 80 characters.' })
    else if (e164 === null) wrong.push({ row: index + 1, why: number === '' ? 'The number is missing.' : `“${shown(number)}” is not a telephone number.` })
    else rows.set(e164, name)
  }
  if (cells.length > MOST_ROWS + 1) wrong.push({ row: MOST_ROWS + 2, why: `A file can have ${MOST_ROWS} rows. Split it, and import the rest afterwards.` })
  return { rows, wrong }
}

/** More rows than this are refused, so that a wrong file does not hold everybody up. */
const MOST_ROWS = 5_000
/** Rows that are read before others have their turn: some 10 ms of work. */
const AT_ONCE = 250
/** What follows in a cell is not looked at, nor any column after so many. In characters. */
const LONGEST_CELL = 1_000
const MOST_COLUMNS = 100
/** A number as people write it, with its signs and spaces: twice what one with 15 digits needs. */
const LONGEST_NUMBER = 40

/** At most two more rows than are read. What parts the cells is guessed from the beginning: to guess takes seven readings of it. */
function cellsOf(text: string): readonly (readonly string[])[] {
  const { delimiter } = Papa.parse(text.slice(0, 50_000), { skipEmptyLines: 'greedy', preview: 10 }).meta
  return Papa.parse(text, { skipEmptyLines: 'greedy', preview: MOST_ROWS + 2, delimiter }).data
}

function shown(number: string): string {
  return number.length > LONGEST_NUMBER ? `${number.slice(0, LONGEST_NUMBER - 1)}…` : number
}

interface Columns {
  readonly hasHeader: boolean
  readonly names: readonly number[]
  readonly number: number
}

/** By the words of a header; without one the first column is the name and the second the number. */
function columnsOf(first: readonly string[]): Columns {
  const words = first.slice(0, MOST_COLUMNS).map((cell) => cell.slice(0, LONGEST_CELL).trim().toLowerCase())
  const number = words.findIndex((word) => /phone|number|mobile|tel/.test(word))
  const whole = words.findIndex((word) => /^(full |display )?name$/.test(word))
  const parts = words.flatMap((word, index) => (/(first|given|last|family|sur) ?name/.test(word) ? [index] : []))
  const names = whole >= 0 ? [whole] : parts
  return number >= 0 && names.length > 0 ? { hasHeader: true, names, number } : { hasHeader: false, names: [0], number: 1 }
}

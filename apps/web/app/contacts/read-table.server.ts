import Papa from 'papaparse'

/** A file's rows as a spreadsheet counts them: row 1 is `rows[0]`, empty ones are among them. */
export interface Table {
  readonly rows: readonly (readonly string[])[]
  /** There are more rows than are read. */
  readonly isTooLong: boolean
}

/** More rows than this are refused, so that a wrong file does not hold everybody up. */
export const MOST_ROWS = 50_000

/** The cells of a file; its separator is stated in its first line, or guessed from its beginning in seven readings. */
export function readTable(text: string): Table {
  const said = /^sep=(.)\r?\n/.exec(text)
  const body = said === null ? text : text.slice(said[0].length)
  const delimiter =
    said?.[1] ?? Papa.parse(body.slice(0, 50_000), { skipEmptyLines: 'greedy', preview: 50 }).meta.delimiter
  const { data } = Papa.parse(body, { skipEmptyLines: false, preview: MOST_ROWS + 2, delimiter })
  const above = said === null ? [] : [[]]
  const last = data.length > 0 && isEmpty(data.at(-1) ?? []) ? data.length - 1 : data.length // the end of the last line begins no row
  return { rows: [...above, ...data.slice(0, last)], isTooLong: last > MOST_ROWS + 1 }
}

export function isEmpty(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '')
}

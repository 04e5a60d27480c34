import { csvLine } from '../words/csv-line.ts'
import type { ImportReport } from './import-file.server.ts'

/** What was not imported from a file, and why, as a file of its own: a line for each, in the order of the rows. */
export function reportFile({ leftOut, remarks, repeated }: ImportReport): string {
  const lines = [
    ...leftOut.map(({ row, name, why }) => ({ row, name, result: 'Left out', numbers: '', why })),
    ...remarks.map(({ row, name, why }) => ({ row, name, result: 'Partly imported', numbers: '', why })),
    ...repeated.map(({ row, name, of, winner, numbers }) => ({
      row,
      name,
      result: 'Repeats another row',
      numbers: numbers.join('; '),
      why: `Row ${of} (${winner}) counts.`,
    })),
  ]
  const sorted = lines.toSorted((a, b) => a.row - b.row)
  return `\uFEFF${csvLine(['Row', 'Name', 'Result', 'Numbers', 'Why'])}${sorted.map(({ row, name, result, numbers, why }) => csvLine([row, name, result, numbers, why])).join('')}`
}

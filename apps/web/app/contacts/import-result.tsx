import { Button, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './contacts.module.css'
import type { ImportReport } from './import-file.server.ts'
import { reportFile } from './report-file.ts'

/** What a file would change, or has changed, row by row where something is to be decided. */
export function ImportResult({ report }: { readonly report: ImportReport }) {
  const { rows, added, changed, same, repeated, leftOut, remarks, empty, written } = report
  const counts = [
    counted(added.length, 'new contact', 'new contacts'),
    `${changed.length} changed`,
    `${same.length} unchanged`,
    `${repeated.length} repeated`,
    `${leftOut.length} left out`,
  ]
  return (
    <section role="status" className={styles.report}>
      <Title order={2}>{written ? 'Imported' : 'What would change'}</Title>
      <p>
        {counted(rows, 'row', 'rows')}: {counts.join(', ')}.
        {empty > 0 && ` ${counted(empty, 'empty row was', 'empty rows were')} skipped.`}
      </p>
      <Rows title={written ? 'Changed' : 'Changes'} rows={changed}>
        {({ row, name, from, numbers }) => (
          <>
            Row {row}: {from === null ? <bdi>{name}</bdi> : <Renamed from={from} to={name} written={written} />}
            {numbers.length > 0 && ` ${written ? 'got' : 'gets'} ${numbers.join(', ')}`}
          </>
        )}
      </Rows>
      <Rows title="Repeated in the file" rows={repeated}>
        {({ row, name, of, winner, numbers }) => (
          <>
            Row {row}: <bdi>{name}</bdi> has the same number as <bdi>{winner}</bdi> in row {of}, {numbers.join(', ')}.
            Row {of} counts.
          </>
        )}
      </Rows>
      <Rows title="Partly imported" rows={remarks}>
        {({ row, name, why }) => (
          <>
            Row {row}: <bdi>{name}</bdi>. {why}
          </>
        )}
      </Rows>
      <Rows title="Left out" rows={leftOut}>
        {({ row, name, why }) => (
          <>
            Row {row}: {name !== '' && <bdi>{name}. </bdi>}
            {why}
          </>
        )}
      </Rows>
      {leftOut.length + remarks.length + repeated.length > 0 && (
        <>
          <p>Correct these rows in the file and import it again: what is in the address book already stays as it is.</p>
          <Button variant="default" onClick={() => download(report)}>
            Download the report
          </Button>
        </>
      )}
    </section>
  )
}

/** How many rows of each kind are shown; the report has all. */
const MOST = 50

function Rows<Row extends { readonly row: number }>({
  title,
  rows,
  children,
}: {
  readonly title: string
  readonly rows: readonly Row[]
  readonly children: (row: Row) => ReactNode
}) {
  if (rows.length === 0) return null
  return (
    <>
      <Title order={3}>{title}</Title>
      <ul>
        {rows.slice(0, MOST).map((row) => (
          <li key={row.row}>{children(row)}</li>
        ))}
        {rows.length > MOST && <li>and {(rows.length - MOST).toLocaleString('en')} more</li>}
      </ul>
    </>
  )
}

function Renamed({ from, to, written }: { readonly from: string; readonly to: string; readonly written: boolean }) {
  return (
    <>
      <bdi>{from}</bdi> {written ? 'became' : 'becomes'} <bdi>{to}</bdi>
    </>
  )
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

function download(report: ImportReport): void {
  const address = URL.createObjectURL(new Blob([reportFile(report)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'contacts-not-imported.csv'
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000) // the browser may not have begun
}

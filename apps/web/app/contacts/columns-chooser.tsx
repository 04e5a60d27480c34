import { NativeSelect } from '@mantine/core'
import { roles } from './column-words.ts'
import styles from './contacts.module.css'
import type { ShownColumn } from './import-answer.server.ts'

/** What each column of the file is taken for, to be changed; those that are not imported are folded away. */
export function ColumnsChooser({ columns }: { readonly columns: readonly ShownColumn[] }) {
  const used = columns.filter(({ role }) => role !== 'ignore')
  const others = columns.filter(({ role }) => role === 'ignore')
  return (
    <fieldset className={styles.columns}>
      <legend className={styles.legend}>Columns</legend>
      {used.map((column) => (
        <Column key={column.index} column={column} />
      ))}
      {others.length > 0 && (
        <details open={used.length === 0}>
          <summary className={styles.summary}>
            {others.length === 1 ? 'One column is not imported' : `${others.length} columns are not imported`}
          </summary>
          {others.map((column) => (
            <Column key={column.index} column={column} />
          ))}
        </details>
      )}
    </fieldset>
  )
}

const choices = Object.entries(roles).map(([value, label]) => ({ value, label }))

function Column({ column: { index, title, samples, role } }: { readonly column: ShownColumn }) {
  return (
    <NativeSelect
      className={styles.column}
      name={`column-${index}`}
      label={<bdi>{title === '' ? `Column ${index + 1}` : title}</bdi>}
      description={samples.length === 0 ? 'Empty' : <bdi>{samples.join(' · ')}</bdi>}
      data={choices}
      defaultValue={role}
    />
  )
}

import { Title } from '@mantine/core'
import styles from './contacts.module.css'
import type { ImportReport } from './import-contacts.server.ts'

/** What a file would change, or has changed, row by row where something is to be decided. */
export function ImportResult({ report: { added, renamed, same, wrong, written } }: { readonly report: ImportReport }) {
  return (
    <section role="status" className={styles.report}>
      <Title order={2}>{written ? 'Imported' : 'What it would change'}</Title>
      <p>
        {added} new, {renamed.length} with another name, {same} as they are, {wrong.length} left out.
      </p>
      {renamed.length > 0 && (
        <ul>
          {renamed.slice(0, MOST).map(({ e164, from, to }) => (
            <li key={e164}>
              {e164}: <bdi>{from}</bdi> {written ? 'became' : 'becomes'} <bdi>{to}</bdi>
            </li>
          ))}
        </ul>
      )}
      {wrong.length > 0 && <p>These rows are left out. Mend them in the file and import it once more: what is known already stays as it is.</p>}
      {wrong.length > 0 && (
        <ul>
          {wrong.slice(0, MOST).map(({ row, why }) => (
            <li key={row}>
              Row {row}: {why}
            </li>
          ))}
          {wrong.length > MOST && <li>and {wrong.length - MOST} more</li>}
        </ul>
      )}
    </section>
  )
}

/** As many rows are shown of each kind. */
const MOST = 50

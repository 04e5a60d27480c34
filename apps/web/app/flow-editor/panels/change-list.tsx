import type { Change } from '../words/changes.ts'
import styles from './panels.module.css'

/** Differences in sentences; what calls do not notice is quieter. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul className={styles.changes}>
      {changes.map(({ words, looks }) => (
        <li key={words} data-looks={looks}>
          {words}
        </li>
      ))}
    </ul>
  )
}

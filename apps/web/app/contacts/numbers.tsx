import styles from './contacts.module.css'
import type { ShownNumber } from './read-contacts.server.ts'

/** A contact's numbers, each with what it is and, abroad, in which country. */
export function Numbers({ numbers }: { readonly numbers: readonly ShownNumber[] }) {
  return (
    <ul className={styles.numbers}>
      {numbers.map(({ id, e164, shown, label, country }) => (
        <li key={id} title={e164}>
          {shown}
          {(label !== null || country !== null) && (
            <span className={styles.about}>{[label, country].filter((word) => word !== null).join(' · ')}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

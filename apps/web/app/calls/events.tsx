import styles from './calls.module.css'
import type { ShownEvent } from './shown-events.ts'

/** Everything that was kept of the call, one thing after the other; folded, since few want it. */
export function Events({ events }: { readonly events: readonly ShownEvent[] }) {
  return (
    <details className={styles.wide}>
      <summary className={styles.summary}>Technical events ({events.length})</summary>
      <table className={`${styles.table} ${styles.events}`}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Step</th>
            <th scope="col">Event</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ id, iso, time, moment, step, kind, rest }) => (
            <tr key={id}>
              <td className={styles.length}>
                <time dateTime={iso} title={moment}>
                  {time}
                </time>
              </td>
              <td>{step}</td>
              <td>{kind}</td>
              <td>{rest !== '' && <code className={styles.rest}>{rest}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

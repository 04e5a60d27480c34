import { Text } from '@mantine/core'
import { Link, useSearchParams } from 'react-router'
import styles from './call-rows.module.css'
import { OutcomeMark, outcomeKind } from './call-rows-outcome.tsx'
import { addressOf } from '../reach/addresses.ts'
import { length } from '../words/format.ts'
import { When } from '../words/format-when.tsx'
import type { ShownCall } from './shown-calls.server.ts'

export interface CallRowsProps {
  readonly calls: readonly ShownCall[]
  /** Where the list continues; null at its end. */
  readonly next: string | null
  /** The organisation's, which the page names. */
  readonly timeZone: string
  /** Said when there is none. */
  readonly nothing: { readonly title: string; readonly what: string }
}

/** Calls with what came of each, newest first. */
export function CallRows({ calls, next, timeZone, nothing }: CallRowsProps) {
  const [query] = useSearchParams()
  if (calls.length === 0) {
    return (
      <div className={styles.nothing}>
        <Text fw={600}>{nothing.title}</Text>
        <Text c="dimmed">{nothing.what}</Text>
      </div>
    )
  }
  const further = new URLSearchParams(query)
  if (next !== null) further.set('after', next)
  return (
    <>
      <ul className={`${styles.rows} ${styles.calls}`}>
        {calls.map(
          ({
            id,
            call,
            title,
            country,
            beside,
            number,
            words,
            state,
            outcome,
            voicemail,
            arrivedAt,
            seconds,
            flow,
            version,
          }) => (
            <li key={id}>
              <Link to={addressOf.call(call)} className={styles.row}>
                <span className={styles.who}>
                  <bdi className={styles.caller}>{title}</bdi>
                  {beside !== null && <bdi className={styles.beside}>{beside}</bdi>}
                  <OutcomeMark kind={outcomeKind(outcome, { hasVoicemail: voicemail !== null, state })} />
                </span>
                <span className={styles.words}>{words}</span>
                <span className={styles.about}>
                  {country !== null && `${country} · `}
                  <bdi>{number.name}</bdi> · flow <bdi>{flow.name}</bdi>, version {version}
                </span>
                <span className={styles.when}>
                  <When at={arrivedAt} as="day" timeZone={timeZone} />,{' '}
                  <When at={arrivedAt} as="time" timeZone={timeZone} />
                  {seconds !== null && ` · ${length(seconds)}`}
                </span>
              </Link>
            </li>
          ),
        )}
      </ul>
      {next !== null && (
        <Link to={`?${further.toString()}`} className={styles.further}>
          Older calls
        </Link>
      )}
    </>
  )
}

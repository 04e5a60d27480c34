import { Text } from '@mantine/core'
import { Fragment } from 'react'
import { Link } from 'react-router'
import rows from '../calling/call-rows.module.css'
import styles from './deeds.module.css'
import type { ShownDeed } from './shown-deeds.ts'

export interface DeedRowsProps {
  readonly deeds: readonly ShownDeed[]
  /** Where older ones are; null at the end. */
  readonly older: string | null
  readonly isFiltered: boolean
  /** Whether all that was asked for was understood; if not, nothing was searched. */
  readonly isUnderstood: boolean
}

/** What was done, newest first, day by day. */
export function DeedRows({ deeds, older, isFiltered, isUnderstood }: DeedRowsProps) {
  if (deeds.length === 0) {
    const { title, what } = isUnderstood ? (isFiltered ? NOTHING_FITS : NOTHING_YET) : NOT_SEARCHED
    return (
      <div className={rows.nothing}>
        <Text fw={600}>{title}</Text>
        <Text c="dimmed">{what}</Text>
      </div>
    )
  }
  const days = Map.groupBy(deeds, ({ day }) => day)
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day} className={styles.day}>
          <h2 className={styles.date}>{day}</h2>
          <ul className={rows.rows}>
            {ofDay.map((deed) => (
              <Deed key={deed.place} deed={deed} />
            ))}
          </ul>
        </section>
      ))}
      {older !== null && (
        <Link to={older} className={rows.further}>
          Older
        </Link>
      )}
    </>
  )
}

const NOTHING_FITS = { title: 'Nothing matches', what: 'Leave a field empty, or choose other days.' }
const NOTHING_YET = {
  title: 'Nothing recorded yet',
  what: 'Sign-ins, and everything that people change, play or export, will be listed here.',
}
const NOT_SEARCHED = { title: 'Nothing was searched', what: 'Correct the fields that are marked, then search again.' }

function Deed({ deed: { place, iso, time, who, says, changes, address } }: { readonly deed: ShownDeed }) {
  const [before, on, after] = says
  return (
    <li className={styles.deed}>
      <time dateTime={iso} className={styles.time}>
        {time}
      </time>
      <div className={styles.what}>
        <span>
          <bdi className={styles.name}>{who}</bdi> {before}
          {on !== null && <bdi className={styles.name}>{on}</bdi>}
          {after}
        </span>
        {changes.length > 0 && (
          <dl className={styles.changes}>
            {changes.map((change) => (
              <Fragment key={change.name}>
                <dt>{change.name}</dt>
                <dd>
                  <Change {...change} />
                </dd>
              </Fragment>
            ))}
          </dl>
        )}
      </div>
      <span className={styles.from}>
        {address === null ? 'on the machine itself' : `from ${address}`} · no. {place}
      </span>
    </li>
  )
}

function Change({ before, after }: { readonly before: string | null; readonly after: string | null }) {
  if (before === null) return <bdi>{after}</bdi>
  return (
    <>
      <bdi className={styles.before}>{before}</bdi>
      <span aria-hidden> → </span>
      <span className={styles.unseen}> became </span>
      {after === null ? <span className={styles.none}>nothing</span> : <bdi>{after}</bdi>}
    </>
  )
}

import { Title } from '@mantine/core'
import type { LegEnd } from '#flows/call-events.ts'
import { length } from '../shared/format.ts'
import styles from './calls.module.css'
import type { ShownLeg } from './shown-legs.ts'

/** Whose phones rang, for how long, and how it ended. */
export function Legs({ legs }: { readonly legs: readonly ShownLeg[] }) {
  if (legs.length === 0) return null
  return (
    <section className={styles.wide}>
      <Title order={2}>Who was rung</Title>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Rang</th>
            <th scope="col">Talked</th>
            <th scope="col">End</th>
          </tr>
        </thead>
        <tbody>
          {legs.map((shown) => (
            <tr key={shown.leg}>
              <th scope="row">
                <bdi>{shown.name}</bdi>
              </th>
              <td className={styles.length}>{duration(shown.ringingAt, shown.joinedAt ?? shown.endedAt)}</td>
              <td className={styles.length}>{talk(shown)}</td>
              <td>{end(shown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function talk({ joinedAt, endedAt, talked }: ShownLeg): string {
  if (joinedAt === null) return ''
  return talked === null ? duration(joinedAt, endedAt) : length(talked)
}

function end({ state, why, endedByCaller }: ShownLeg): string {
  if (state !== 'ended') return states[state]
  if (endedByCaller) return 'The caller hung up'
  return why === null ? 'Ended' : ends[why]
}

function duration(from: number, until: number | null): string {
  return until === null ? 'now' : length(Math.round((until - from) / 1000))
}

const states = { ringing: 'Rings', 'picked-up': 'Picked up', claimed: 'Accepted', joined: 'Talks' }

const ends: Readonly<Record<LegEnd, string>> = {
  'no-answer': 'Did not answer',
  declined: 'Declined',
  busy: 'Was busy',
  cancelled: 'Stopped ringing',
  'hung-up': 'Hung up',
  'not-accepted': 'Picked up, did not accept',
  failed: 'Could not be reached',
  unknown: 'Stopped ringing',
}

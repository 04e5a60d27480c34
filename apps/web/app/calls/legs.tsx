import { Title } from '@mantine/core'
import type { LegEnd } from '#flows/call-events.ts'
import { length } from '../shared/format.ts'
import styles from './calls.module.css'

export interface ShownLeg {
  readonly leg: string
  readonly name: string
  readonly state: 'ringing' | 'picked-up' | 'claimed' | 'joined' | 'ended'
  readonly why: LegEnd | null
  readonly ringingAt: number
  readonly joinedAt: number | null
  readonly endedAt: number | null
}

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
          {legs.map(({ leg, name, state, why, ringingAt, joinedAt, endedAt }) => (
            <tr key={leg}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td className={styles.length}>{duration(ringingAt, joinedAt ?? endedAt)}</td>
              <td className={styles.length}>{joinedAt === null ? '' : duration(joinedAt, endedAt)}</td>
              <td>{state === 'ended' ? (why === null ? 'Ended' : ends[why]) : states[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
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

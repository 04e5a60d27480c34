import { Title } from '@mantine/core'
import type { LegEnd } from '#flows/call/happenings/happening.ts'
import { length } from '../words/format.ts'
import styles from './calls.module.css'
import type { ShownLeg } from './shown-legs.ts'

/** Whose phones rang, for how long, and how it ended. */
export function Legs({ legs }: { readonly legs: readonly ShownLeg[] }) {
  if (legs.length === 0) return null
  return (
    <section className={styles.wide}>
      <Title order={2}>Who was called</Title>
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
              <td className={styles.length}>{rang(shown)}</td>
              <td className={styles.length}>{talk(shown)}</td>
              <td>{end(shown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Whoever was busy, or could not be reached, was not rung. */
function rang({ ringingAt, rangUntil, why }: ShownLeg): string {
  return why === 'busy' || why === 'failed' ? '' : duration(ringingAt, rangUntil)
}

function talk({ joinedAt, endedAt, talked }: ShownLeg): string {
  if (joinedAt === null) return ''
  return talked === null ? duration(joinedAt, endedAt) : length(talked)
}

/** How it ended, in a few words. */
export function end({ state, why, claimedAt, endedWithCall, endedBy, acceptedLate }: ShownLeg): string {
  if (state !== 'ended') return states[state]
  if (endedWithCall) return endedBy === null ? 'The caller hung up' : `${endedBy} ended the call`
  if (acceptedLate && why === 'not-accepted') return 'Accepted too late'
  // whoever has accepted does not ring any more
  return why === null || (claimedAt !== null && ends[why] === STOPPED) ? 'Ended' : ends[why]
}

function duration(from: number, until: number | null): string {
  return until === null ? 'now' : length(Math.round((until - from) / 1000))
}

const states = { ringing: 'Ringing', 'picked-up': 'Picked up', claimed: 'Accepted', joined: 'Talking' }

const STOPPED = 'Stopped ringing'
const ends: Readonly<Record<LegEnd, string>> = {
  'no-answer': 'Did not answer',
  declined: 'Declined',
  busy: 'Was busy',
  cancelled: STOPPED,
  'hung-up': 'Hung up',
  'not-accepted': 'Picked up, did not accept',
  failed: 'Could not be reached',
  unknown: STOPPED,
}

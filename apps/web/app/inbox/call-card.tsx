import { Link } from 'react-router'
import type { RungPerson, TimelineCall } from '#infra/db/inbox/timeline.ts'
import { addressOf } from '../reach/addresses.ts'
import { OutcomeMark, outcomeKind } from '../calling/call-rows-outcome.tsx'
import { length } from '../words/format.ts'
import { When } from '../words/format-when.tsx'
import { Player } from '../calling/player.tsx'
import { notHereYet } from '../calling/recording-words.ts'
import { overAt, rangUntil } from '../calling/rung-phone.ts'
import styles from './timeline.module.css'

export interface CallCardProps {
  readonly call: TimelineCall
  /** Who called, in words. */
  readonly caller: string
  readonly mayHear: boolean
}

/** One call: what came of it, who was rung and for how long, and what the caller left. */
export function CallCard({ call, caller, mayHear }: CallCardProps) {
  const kind = outcomeKind(call.outcome, { hasVoicemail: call.recordings.length > 0, state: call.state })
  return (
    <article className={styles.card} data-kind={kind}>
      <header className={styles.cardHead}>
        <OutcomeMark kind={kind} />
        <When at={call.arrivedAt} as="time" />
        {call.seconds !== null && <span title="Length of the call">{length(call.seconds)}</span>}
        <Link to={addressOf.call(call.call)} className={styles.details}>
          Details
        </Link>
      </header>
      <p className={styles.words}>{call.words}</p>
      {call.rung.length > 0 && (
        <ul className={styles.rung} aria-label="Who was called">
          {call.rung.map((person) => (
            <li key={person.leg}>
              <bdi>{person.name}</bdi> <span className={styles.dimmed}>{rungFor(person, call.rung)}</span>
            </li>
          ))}
        </ul>
      )}
      {call.recordings.map(({ id, seconds, kept, notKept }) => (
        <div key={id} className={styles.voicemail}>
          {!mayHear && (
            <span className={styles.dimmed}>
              Voicemail, {length(seconds)}. Only people on the number can listen to it.
            </span>
          )}
          {mayHear && !kept && (
            <span className={styles.dimmed}>
              Voicemail, {length(seconds)}. {notHereYet(notKept)}
            </span>
          )}
          {mayHear && kept && (
            <Player src={addressOf.recording(call.call, id)} seconds={seconds} label={`Voicemail from ${caller}`} />
          )}
        </div>
      ))}
    </article>
  )
}

/** "20 s, no answer". */
function rungFor(person: RungPerson, all: readonly RungPerson[]): string {
  const until = rangUntil(person, all)
  if (until === null) return 'ringing now'
  const time = `${Math.round((until - person.ringingAt) / 1000)} s`
  if (person.joinedAt !== null) return `${time}, answered`
  if (person.claimedAt !== null && person.endedAt === null) return `${time}, connecting`
  if (person.claimedAt === null && overAt(person, all) === null) return `${time}, picked up`
  return `${time}, ${whys[person.why ?? 'cancelled']}`
}

const whys: Readonly<Record<NonNullable<RungPerson['why']>, string>> = {
  'no-answer': 'no answer',
  declined: 'declined',
  busy: 'busy',
  cancelled: 'stopped ringing',
  'hung-up': 'hung up',
  'not-accepted': 'did not accept',
  failed: 'not reached',
  unknown: 'stopped ringing',
}

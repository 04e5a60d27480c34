import { Link } from 'react-router'
import type { RungPerson, TimelineCall } from '#infra/db/inbox/timeline.ts'
import { OutcomeMark, outcomeKind } from '../shared/call-rows-outcome.tsx'
import { length } from '../shared/format.ts'
import { When } from '../shared/format-when.tsx'
import { Player } from '../shared/player.tsx'
import { notHereYet } from '../shared/recording-words.ts'
import styles from './timeline.module.css'

export interface CallCardProps {
  readonly call: TimelineCall
  /** Who called, in words. */
  readonly caller: string
  readonly mayHear: boolean
}

/** One call: what came of it, who was rung and for how long, and what the caller left. */
export function CallCard({ call, caller, mayHear }: CallCardProps) {
  const kind = outcomeKind(call.outcome, { hasVoicemail: call.recordings.length > 0 })
  return (
    <article className={styles.card} data-kind={kind}>
      <header className={styles.cardHead}>
        <OutcomeMark kind={kind} />
        <When at={call.arrivedAt} as="time" />
        {call.seconds !== null && <span title="How long the call lasted">{length(call.seconds)}</span>}
        <Link to={`/calls/${encodeURIComponent(call.call)}`} className={styles.details}>
          What happened
        </Link>
      </header>
      <p className={styles.words}>{call.words}</p>
      {call.rung.length > 0 && (
        <ul className={styles.rung} aria-label="Whose phones rang">
          {call.rung.map((person) => (
            <li key={`${person.name} ${person.ringingAt}`}>
              <bdi>{person.name}</bdi> <span className={styles.dimmed}>{rungFor(person)}</span>
            </li>
          ))}
        </ul>
      )}
      {call.recordings.map(({ id, seconds, kept, notKept }) => (
        <div key={id} className={styles.voicemail}>
          {!mayHear && <span className={styles.dimmed}>{length(seconds)} voicemail. People on the number can listen to it.</span>}
          {mayHear && !kept && <span className={styles.dimmed}>{length(seconds)} voicemail. {notHereYet(notKept)}</span>}
          {mayHear && kept && <Player src={`/calls/${encodeURIComponent(call.call)}/recordings/${id}`} seconds={seconds} label={`Voicemail of ${caller}`} />}
        </div>
      ))}
    </article>
  )
}

/** "20 s, no answer". */
function rungFor({ ringingAt, joinedAt, endedAt, why }: RungPerson): string {
  const until = joinedAt ?? endedAt
  if (until === null) return 'rings now'
  const time = `${Math.round((until - ringingAt) / 1000)} s`
  if (joinedAt !== null) return `${time}, answered`
  return why === null ? time : `${time}, ${whys[why]}`
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

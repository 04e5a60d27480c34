import { Title } from '@mantine/core'
import { addressOf } from '../reach/addresses.ts'
import { length } from '../words/format.ts'
import { When } from '../words/format-when.tsx'
import { Player } from '../calling/player.tsx'
import { HEARING_IN_WORDS, notHereYet } from '../calling/recording-words.ts'
import styles from './calls.module.css'

export interface RecordingsProps {
  readonly call: string
  readonly caller: string
  readonly recordings: readonly {
    readonly id: string
    readonly seconds: number
    readonly kept: boolean
    readonly notKept: string | null
    readonly views: readonly { readonly name: string; readonly at: number }[]
  }[]
  readonly mayHear: boolean
  /** The organisation's, which the page names. */
  readonly timeZone: string
}

/** What the caller left, and (for auditors) who has listened to it. */
export function Recordings({ call, caller, recordings, mayHear, timeZone }: RecordingsProps) {
  if (recordings.length === 0) return null
  return (
    <section>
      <Title order={2}>Voicemail</Title>
      {recordings.map(({ id, seconds, kept, notKept, views }) => (
        <div key={id} className={styles.recording}>
          {!mayHear && (
            <p className={styles.dimmed}>{length(seconds)} long. Only people on the number can listen to it.</p>
          )}
          {mayHear && !kept && (
            <p className={styles.dimmed}>
              {length(seconds)} long. {notHereYet(notKept)}
            </p>
          )}
          {mayHear && kept && (
            <Player src={addressOf.recording(call, id)} seconds={seconds} label={`Voicemail from ${caller}`} />
          )}
          {views.length > 0 && (
            <details>
              <summary className={styles.summary}>
                {views.length === 1 ? 'Heard once' : `Heard ${views.length} times`}
              </summary>
              <ul className={styles.views}>
                {views.map(({ name, at }) => (
                  <li key={at}>
                    <bdi>{name}</bdi>, <When at={at} as="day" timeZone={timeZone} />{' '}
                    <When at={at} as="time" timeZone={timeZone} />
                  </li>
                ))}
              </ul>
              <p className={styles.dimmed}>{HEARING_IN_WORDS}</p>
            </details>
          )}
        </div>
      ))}
    </section>
  )
}

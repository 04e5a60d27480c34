import { Title } from '@mantine/core'
import { clock } from '#flows/story/story-words.ts'
import type { Sentence } from '#flows/story/story.ts'
import styles from './calls.module.css'

/** The call in plain sentences, each with its time since the call came in. */
export function Story({ sentences }: { readonly sentences: readonly Sentence[] }) {
  return (
    <section>
      <Title order={2}>What happened</Title>
      <ol className={styles.story}>
        {sentences.map(({ at, text }, index) => (
          <li key={index}>
            <span className={styles.clock}>{clock(at)}</span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

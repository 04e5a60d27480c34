import { Text, Title } from '@mantine/core'
import styles from './home.module.css'

/** What to try first, where the carrier is a real one. */
export function OwnNumbers() {
  return (
    <section className={styles.card} aria-labelledby="own-numbers">
      <Title order={2} id="own-numbers">
        Call one of your numbers
      </Title>
      <Text size="lg">
        Each number answers the way its published flow says: phones ring in the order you chose, and the caller can
        leave a voicemail if nobody accepts.
      </Text>
    </section>
  )
}

import { Text, Title } from '@mantine/core'
import styles from './home.module.css'

/** What is not there yet, so that nobody looks for it. */
export function NextPages({ withPhones }: { readonly withPhones: boolean }) {
  return (
    <section aria-labelledby="next" className={styles.next}>
      <Title order={2} id="next">
        What comes next
      </Title>
      <Text size="lg" c="dimmed">
        The inbox, in which a team reads and answers its calls together, and the editor, in which you draw how a number answers. Until then{' '}
        {withPhones && 'the page of virtual phones shows each call as it happens, and '}
        the command <code>npm run story</code> tells a call in plain sentences.
      </Text>
    </section>
  )
}

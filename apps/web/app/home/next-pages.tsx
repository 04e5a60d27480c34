import { Button, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import styles from './home.module.css'

/** Where a team goes on from here. */
export function NextPages() {
  return (
    <section aria-labelledby="next" className={styles.next}>
      <Title order={2} id="next">
        Work with your team
      </Title>
      <Text size="lg" c="dimmed">
        Sign in to see calls as they happen, to answer those that were missed, and to draw how a number answers.
      </Text>
      <Button component={Link} to="/inbox" variant="default" size="md">
        Go to the inbox
      </Button>
    </section>
  )
}

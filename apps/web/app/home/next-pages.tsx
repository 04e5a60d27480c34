import { Button, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import styles from './home.module.css'

/** Where a team goes on from here. */
export function NextPages({ isSignedIn }: { readonly isSignedIn: boolean }) {
  return (
    <section aria-labelledby="next" className={styles.next}>
      <Title order={2} id="next">
        Work with your team
      </Title>
      <Text size="lg" c="dimmed">
        {isSignedIn ? 'See' : 'Sign in to see'} calls as they happen, get back to those who were missed, and draw how a number answers.
      </Text>
      <Button component={Link} to="/inbox" variant="default" size="md">
        {isSignedIn ? 'Go to the inbox' : 'Sign in'}
      </Button>
    </section>
  )
}

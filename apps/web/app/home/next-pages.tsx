import { Button, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import styles from './home.module.css'
import { addressOf } from '../reach/addresses.ts'

/** Where a team goes on from here. */
export function NextPages({ isSignedIn }: { readonly isSignedIn: boolean }) {
  return (
    <section aria-labelledby="next" className={styles.next}>
      <Title order={2} id="next">
        Work with your team
      </Title>
      <Text size="lg" c="dimmed">
        {isSignedIn ? 'See' : 'Sign in to see'} calls as they happen, call back the ones you missed, and draw what
        happens when a number is called.
      </Text>
      <Button component={Link} to={addressOf.home()} variant="default" size="md">
        {isSignedIn ? 'Go to your home page' : 'Sign in'}
      </Button>
    </section>
  )
}

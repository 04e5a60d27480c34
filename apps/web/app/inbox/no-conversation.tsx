import { Button, Text, Title } from '@mantine/core'
import { Link, useLocation, useRouteLoaderData } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import { askOf } from '../access/ask-of.ts'
import type { FramePerson } from '../frame/person.ts'
import styles from './inbox.module.css'

/** Stands beside the list where a conversation was asked for that is not there, or not for this person any more. */
export function NoConversation() {
  const { search } = useLocation()
  const person = useRouteLoaderData<FramePerson>('signed-in')
  return (
    <div role="alert" className={styles.goneWords}>
      <title>Inbox · Ringdown</title>
      <Title order={1} className={styles.headTitle}>
        You don’t have access to this conversation
      </Title>
      <Text c="dimmed" maw="var(--reading-width)">
        You are no longer on its number, or the address is mistyped.
        {person &&
          (person.addsPeople
            ? ' You can add yourself to a number on its page.'
            : ` Owners and admins of ${isolated(person.organisation.name)} can add you to a number.${askOf(person.administrators)}`)}
      </Text>
      <Button component={Link} to={addressOf.inbox(search)} variant="default">
        Back to the inbox
      </Button>
    </div>
  )
}

import { Button, Text, Title } from '@mantine/core'
import { Link, useLocation, useRouteLoaderData } from 'react-router'
import { isolated } from '#flows/isolated.ts'
import { askOf } from '../shared/ask-of.ts'
import type { FramePerson } from '../shared/frame-person.ts'
import styles from './inbox.module.css'

/** Stands beside the list where a conversation was asked for that is not there, or not for this person any more. */
export function NoConversation() {
  const { search } = useLocation()
  const person = useRouteLoaderData<FramePerson>('signed-in')
  return (
    <div role="alert" className={styles.goneWords}>
      <title>Inbox · Ringdown</title>
      <Title order={1} className={styles.headTitle}>
        You may not see this conversation
      </Title>
      <Text c="dimmed" maw="var(--reading-width)">
        You are not on its number any more, or the address has a typing error.{person && ` Owners and admins of ${isolated(person.organisation.name)} can put you on a number.${askOf(person.administrators)}`}
      </Text>
      <Button component={Link} to={`/inbox${search}`} variant="default">
        Back to the list
      </Button>
    </div>
  )
}

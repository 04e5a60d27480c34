import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { Form, Link } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import styles from '../look/team.module.css'

interface OrganisationsProps {
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  /** Names of those that wait for an answer. */
  readonly invitations: readonly string[]
  readonly current: string
}

/** Switching to another of one's organisations, and answering those that have invited one. */
export function Organisations({ organisations, invitations, current }: OrganisationsProps) {
  return (
    <section aria-labelledby="organisations" className={styles.card}>
      <Stack gap="sm">
        <Title order={2} id="organisations">
          Your organisations
        </Title>
        {organisations.map(({ id, name }) => (
          <Form method="post" action={addressOf.organisation()} key={id}>
            <input type="hidden" name="organisation" value={id} />
            <Group justify="space-between">
              <Text dir="auto">{name}</Text>
              {id === current ? (
                <Text c="dimmed">You are here</Text>
              ) : (
                <Button type="submit" variant="default" size="xs">{`Go to ${name}`}</Button>
              )}
            </Group>
          </Form>
        ))}
        {invitations.map((name) => (
          <Group key={name} justify="space-between">
            <Text dir="auto">{name} invites you</Text>
            <Button
              component={Link}
              to={addressOf.invitations()}
              variant="default"
              size="xs"
              aria-label={`Answer the invitation to ${name}`}
            >
              Answer
            </Button>
          </Group>
        ))}
      </Stack>
    </section>
  )
}

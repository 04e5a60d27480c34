import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { Form } from 'react-router'
import styles from '../shared/team.module.css'

interface OrganisationsProps {
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly current: string
}

/** Going on in another of one's organisations. */
export function Organisations({ organisations, current }: OrganisationsProps) {
  return (
    <section aria-labelledby="organisations" className={styles.card}>
      <Stack gap="sm">
        <Title order={2} id="organisations">
          Your organisations
        </Title>
        {organisations.map(({ id, name }) => (
          <Form method="post" action="/organisation" key={id}>
            <input type="hidden" name="organisation" value={id} />
            <Group justify="space-between">
              <Text dir="auto">{name}</Text>
              {id === current ? <Text c="dimmed">You are here</Text> : <Button type="submit" variant="default" size="xs">{`Go to ${name}`}</Button>}
            </Group>
          </Form>
        ))}
      </Stack>
    </section>
  )
}

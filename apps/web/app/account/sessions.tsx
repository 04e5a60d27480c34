import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { Form } from 'react-router'
import { When } from '../shared/format-when.tsx'

/** A browser in which the person is signed in, in words. */
export interface ShownSession {
  readonly id: string
  readonly browser: string
  readonly address: string
  readonly seenAt: number
  readonly isOwn: boolean
}

/** Where one is signed in, and signing out of there. */
export function Sessions({ sessions }: { readonly sessions: readonly ShownSession[] }) {
  return (
    <section aria-labelledby="sessions">
      <Stack gap="sm">
        <Title order={2} id="sessions">
          Where you are signed in
        </Title>
        {sessions.map(({ id, browser, address, seenAt, isOwn }) => (
          <Group key={id} justify="space-between" wrap="nowrap" mih={44}>
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Text>{browser}</Text>
              <Text c="dimmed" size="sm">
                {isOwn ? 'This browser' : <When at={seenAt} />}
                {address !== '' && ` · ${address}`}
              </Text>
            </div>
            {!isOwn && (
              <Form method="post">
                <input type="hidden" name="intent" value="end-session" />
                <input type="hidden" name="session" value={id} />
                <Button type="submit" variant="default" size="xs" aria-label={`Sign out ${browser}`}>
                  Sign out
                </Button>
              </Form>
            )}
          </Group>
        ))}
        {sessions.length > 2 && (
          <Form method="post">
            <Button type="submit" name="intent" value="end-other-sessions" variant="default">
              Sign out everywhere else
            </Button>
          </Form>
        )}
      </Stack>
    </section>
  )
}

import { Button, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { addressOf } from '../reach/addresses.ts'

/** Shown for what somebody may know of and not do; `why` says who could. */
export function Refused({ why }: { readonly why: string }) {
  return <Why tab="Not allowed" title="You don’t have permission" why={why} />
}

/** Shown for what was sent and cannot be taken, such as a file that is too large; `why` says what to send instead. */
export function NotTaken({ why }: { readonly why: string }) {
  return <Why tab="Not accepted" title="This could not be accepted" why={why} />
}

function Why({ tab, title, why }: { readonly tab: string; readonly title: string; readonly why: string }) {
  return (
    <Stack align="flex-start" gap="md">
      <title>{`${tab} · Ringdown`}</title>
      <Title order={1}>{title}</Title>
      <Text size="lg" maw="var(--reading-width)">
        {why}
      </Text>
      <Button component={Link} to={addressOf.front()}>
        Go to the home page
      </Button>
    </Stack>
  )
}

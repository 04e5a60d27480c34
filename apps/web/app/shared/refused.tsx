import { Button, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'

/** Shown for what somebody may know of and not do; `why` says who could. */
export function Refused({ why }: { readonly why: string }) {
  return (
    <Stack align="flex-start" gap="md">
      <title>Not allowed · Ringdown</title>
      <Title order={1}>This is not yours to do</Title>
      <Text size="lg" maw="var(--reading-width)">
        {why}
      </Text>
      <Button component={Link} to="/">
        Go to the first page
      </Button>
    </Stack>
  )
}

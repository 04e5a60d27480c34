import { Button, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'

export function NotFound() {
  return (
    <Stack align="flex-start" gap="md">
      <title>Page not found · Ringdown</title>
      <Title order={1}>There is no page at this address</Title>
      <Text size="lg" maw="var(--reading-width)">
        It may have been moved or removed, or the address has a typing error.
      </Text>
      <Button component={Link} to="/">
        Go to the first page
      </Button>
    </Stack>
  )
}

import { Button, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'

export function NotFound() {
  return (
    <Stack align="flex-start" gap="md">
      <title>Page not found · Ringdown</title>
      <Title order={1}>There is nothing here</Title>
      <Text size="lg" maw="var(--reading-width)">
        The address may have a typing error, what stood here may have been moved or removed, or it is not for everybody: an owner of your organisation can tell.
      </Text>
      <Button component={Link} to="/">
        Go to the first page
      </Button>
    </Stack>
  )
}

import { Button, Code, Stack, Text, Title } from '@mantine/core'
import { useFreshOnEvents } from '../events/use-events-fresh.ts'

/** What is shown instead of a page that failed. Once something happens, it is tried again. */
export function Trouble({ error }: { readonly error: unknown }) {
  useFreshOnEvents({})
  return (
    <Stack align="flex-start" gap="md">
      <title>Something went wrong · Ringdown</title>
      <Title order={1}>This page could not be shown</Title>
      <Text size="lg" maw="var(--reading-width)">
        Something went wrong on our side. Calls are not affected. Reload the page. If it keeps failing, the web’s log
        says why.
      </Text>
      <Button component="a" href="">
        Reload
      </Button>
      {import.meta.env.DEV && error instanceof Error && (
        <Code block maw="100%" tabIndex={0}>
          {error.stack}
        </Code>
      )}
    </Stack>
  )
}

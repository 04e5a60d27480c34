import { Button, Code, Stack, Text, Title } from '@mantine/core'
import { useFreshOnEvents } from './use-events-fresh.ts'

/** What is shown instead of a page that failed. A page that failed because the connection was lost comes back by itself. */
export function Trouble({ error }: { readonly error: unknown }) {
  useFreshOnEvents(() => false)
  return (
    <Stack align="flex-start" gap="md">
      <title>Something went wrong · Ringdown</title>
      <Title order={1}>This page could not be shown</Title>
      <Text size="lg" maw="var(--reading-width)">
        Something went wrong on our side. Calls do not depend on this page: they go on. Load the page again; if it keeps failing, the web’s log says why.
      </Text>
      <Button onClick={() => window.location.reload()}>Load again</Button>
      {import.meta.env.DEV && error instanceof Error && (
        <Code block maw="100%" tabIndex={0}>
          {error.stack}
        </Code>
      )}
    </Stack>
  )
}

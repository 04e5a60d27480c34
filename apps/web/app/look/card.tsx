import { Alert, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface CardProps {
  readonly title: string
  readonly lead?: ReactNode
  /** What went wrong with what was sent. */
  readonly trouble?: string | null | undefined
  readonly children?: ReactNode
}

/** The narrow page around everything that happens before somebody is signed in. */
export function Card({ title, lead, trouble, children }: CardProps) {
  return (
    <Stack gap="lg" maw={400} mx="auto" w="100%">
      <title>{`${title} · Ringdown`}</title>
      <Title order={1}>{title}</Title>
      {lead !== undefined && <Text>{lead}</Text>}
      {trouble && (
        <Alert color="red" role="alert" variant="light">
          {trouble}
        </Alert>
      )}
      {children}
    </Stack>
  )
}

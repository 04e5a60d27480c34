import { Anchor, List, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import type { FlowProblem } from '#flows/flow.ts'

/** Instead of the editor, for a document that cannot be drawn. */
export function Unreadable({ name, problems }: { readonly name: string; readonly problems: readonly FlowProblem[] }) {
  return (
    <Stack align="flex-start">
      <Title order={1}>“{name}” cannot be opened</Title>
      <Text maw="var(--reading-width)">What is saved is not a flow that this Ringdown can draw. Numbers go on answering by the version that was published last.</Text>
      <List>
        {problems.map(({ path, message }) => (
          <List.Item key={`${path} ${message}`}>
            {path === '' ? '' : `${path}: `}
            {message}
          </List.Item>
        ))}
      </List>
      <Anchor component={Link} to="/flows">
        All flows
      </Anchor>
    </Stack>
  )
}

import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { When } from '../words/format-when.tsx'
import { notFound } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/mail.page'

export const handle = { permission: 'public' }

/** The demo's mail. Everywhere else there is no such page: its letters open accounts. */
export async function loader({ context }: Route.LoaderArgs) {
  const { mailer, demo } = context.get(servicesContext)
  if (!demo || mailer.kept === null) throw notFound()
  return { letters: await mailer.kept() }
}

export default function MailPage({ loaderData: { letters } }: Route.ComponentProps) {
  return (
    <Stack gap="lg" maw="var(--reading-width)">
      <title>Mail · Ringdown</title>
      <Title order={1}>Mail</Title>
      <Text>This is a demo, so no e-mail leaves this machine. What would have been sent is shown here.</Text>
      {letters.length === 0 && <Text c="dimmed">Nothing yet. Invite someone, or ask for a new password.</Text>}
      {letters.map(({ id, at, to, subject, text }) => (
        <Paper key={id} withBorder p="md" component="article">
          <Title order={2}>{subject}</Title>
          <Text c="dimmed" size="sm">
            To {to} · <When at={at} />
          </Text>
          <Text mt="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {withLinks(text)}
          </Text>
        </Paper>
      ))}
    </Stack>
  )
}

/** Our letters' addresses stand alone on their lines. */
function withLinks(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, place) =>
    part.startsWith('http') ? (
      <Anchor key={place} href={part} inherit underline="always">
        {part}
      </Anchor>
    ) : (
      part
    ),
  )
}

import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link, useRevalidator } from 'react-router'
import type { FlowProblem } from '#flows/language/flow.ts'
import styles from './editor.module.css'
import { flowServer } from './store/server.ts'
import { addressOf } from '../reach/addresses.ts'

export interface UnreadableProps {
  readonly flow: { readonly id: string; readonly name: string }
  readonly problems: readonly FlowProblem[]
  /** What stands in the place of a drawing, as text. */
  readonly saved: string
  readonly revision: string
  /** The version by which calls are answered; null when there is none, or none that can be read. */
  readonly live: number | null
  readonly canEdit: boolean
  /** Who could change the flow. */
  readonly refusal: string
}

/** How many problems are told: one is usually the cause, and hundreds would hide what to do. */
const TOLD = 5

/** Instead of the editor, for a draft that cannot be drawn: what is wrong, that nothing is lost, and how to go on. */
export default function Unreadable({
  flow: { id, name },
  problems,
  saved,
  revision,
  live,
  canEdit,
  refusal,
}: UnreadableProps) {
  const server = useMemo(() => flowServer(id), [id])
  const { revalidate } = useRevalidator()
  const [isBusy, setBusy] = useState(false)
  const [why, setWhy] = useState<string | null>(null)
  const more = problems.length - TOLD

  async function restore(version: number): Promise<void> {
    setBusy(true)
    const answer = await server.restore(version, revision)
    if (answer.ok) await revalidate()
    else setWhy(answer.why)
    setBusy(false)
  }

  return (
    <Stack className={styles.unreadable ?? ''} align="flex-start" gap="lg" p={{ base: 'md', sm: 'xl' }}>
      <Title order={1}>
        “<bdi>{name}</bdi>” cannot be opened
      </Title>
      <Text maw="var(--reading-width)">
        This Ringdown cannot read the saved draft.{' '}
        {live === null ? 'The flow answers no calls.' : `Calls are answered as before, by version ${live}.`} The draft
        stays as it is until you decide.
      </Text>
      <Text maw="var(--reading-width)">{adviceFor(live, { canEdit, refusal })}</Text>
      {why !== null && (
        <Text role="alert" c="var(--mantine-color-error)">
          Not restored: {why}
        </Text>
      )}
      <Group gap="sm">
        {canEdit && live !== null && (
          <Button loading={isBusy} onClick={() => void restore(live)}>
            Continue from version {live}
          </Button>
        )}
        <Button variant="default" onClick={() => keep(`${name}.json`, saved)}>
          Save the draft as a file
        </Button>
      </Group>
      <section aria-labelledby="problems">
        <Title order={2} id="problems">
          What is wrong with it
        </Title>
        <List mt="xs" c="dimmed">
          {problems.slice(0, TOLD).map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              {path === '' ? '' : `${path}: `}
              {message}
            </List.Item>
          ))}
          {more > 0 && <List.Item>And {more} more.</List.Item>}
        </List>
      </section>
      <Anchor component={Link} to={addressOf.flows()}>
        All flows
      </Anchor>
    </Stack>
  )
}

function adviceFor(live: number | null, { canEdit, refusal }: Pick<UnreadableProps, 'canEdit' | 'refusal'>): string {
  if (!canEdit) return refusal
  if (live === null) return 'Save it as a file for whoever looks after this Ringdown, and make a new flow in its place.'
  return `Save it as a file first if somebody may need it. Then continue from version ${live}, the one that answers calls: it replaces the draft.`
}

/** Hands a text to the browser as a file. */
function keep(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  URL.revokeObjectURL(address)
}

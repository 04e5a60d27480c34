import { Alert, Anchor, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Fragment, useEffect, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useDrawn, useEditor } from '../editor-context.ts'
import type { FlowServer, Preview, Trouble } from '../store/server.ts'
import { changes } from '../words/changes.ts'
import { issuesFor } from '../words/issues-for.ts'
import { ChangeList } from './change-list.tsx'
import { countWords, IssueList } from './issue-list.tsx'
import styles from './panels.module.css'
import { useFocusBack } from '../focus-back.ts'

export interface PublishDialogProps {
  readonly server: FlowServer
  /** Saves what is not saved; the revision that stands then, null when it could not be saved. */
  flush(): Promise<string | null>
  onClose(): void
  /** @param version the one that answers calls now. */
  onPublished(version: number): void
}

/** Says what publishing changes, for which numbers and what is in its way, and publishes exactly that. */
export default function PublishDialog({ server, flush, onClose, onPublished }: PublishDialogProps) {
  const { names } = useEditor()
  useFocusBack()
  const flow = useDrawn((state) => state.flow)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [revision, setRevision] = useState<string | null>(null)
  const [why, setWhy] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [troubles, setTroubles] = useState<readonly Trouble[] | null>(null)

  useEffect(() => {
    let wanted = true
    async function look(): Promise<void> {
      const saved = await flush()
      const answer = await server.preview()
      if (!wanted) return
      setRevision(saved)
      if (saved === null) setWhy('The drawing could not be saved, so it cannot be published yet.')
      if (answer.ok) setPreview(answer.value)
      else setWhy(answer.why)
    }
    void look()
    return () => {
      wanted = false
    }
  }, [flush, server])

  const issues = useMemo(() => (preview ? issuesFor(flow, preview.around) : []), [flow, preview])
  const hasErrors = issues.some(({ severity }) => severity === 'error')
  const different = useMemo(() => (preview?.live ? changes(preview.live.document, flow, names) : null), [flow, names, preview])
  const isSame = different?.length === 0

  async function publish(): Promise<void> {
    if (revision === null) return
    setBusy(true)
    const answer = await server.publish(revision)
    setBusy(false)
    if (!answer.ok) return setWhy(answer.why)
    onPublished(answer.value.version)
    if (answer.value.troubles.length === 0) onClose()
    else setTroubles(answer.value.troubles)
  }

  return (
    <Modal opened onClose={onClose} title={`Publish “${flow.name}”`} size="lg" transitionProps={{ duration: 0 }}>
      {troubles ? (
        <Stack>
          <Alert color="yellow" icon={<IconAlertTriangle />} title="Published, but the carrier could not be told of every number">
            {troubles.map(({ e164, message }) => (
              <Text key={e164}>
                <NamedNumber number={preview?.numbers.find((number) => number.e164 === e164)} e164={e164} />: {message}
              </Text>
            ))}
            <Text>Those numbers answer with the new version; only what happens when our server cannot be reached is still as before.</Text>
          </Alert>
          <Group justify="flex-end">
            <Button onClick={onClose}>Close</Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="lg">
          {why !== null && (
            <Alert color="red" icon={<IconAlertTriangle />} title="Not published">
              {why}
            </Alert>
          )}
          {preview ? (
            <>
              <Numbers preview={preview} />
              <section>
                <Text fw={600}>{preview.live ? `What changes against version ${preview.live.version}` : 'The first version of this flow'}</Text>
                {different && !isSame && <ChangeList changes={different} />}
                {isSame && <Text c="dimmed">Nothing: this drawing is published already.</Text>}
                {!different && <Text c="dimmed">{flow.nodes.length === 1 ? 'It has one node.' : `It has ${flow.nodes.length} nodes.`}</Text>}
              </section>
              {issues.length > 0 && (
                <section>
                  <Text fw={600}>{hasErrors ? `Mend the errors first: ${countWords(issues)}` : countWords(issues)}</Text>
                  <IssueList issues={issues} onGo={onClose} />
                </section>
              )}
            </>
          ) : (
            why === null && (
              <Stack gap="xs" role="status" aria-label="Looking at what changes">
                <Skeleton height={20} />
                <Skeleton height={20} width="80%" />
                <Skeleton height={20} width="60%" />
              </Stack>
            )
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button onClick={() => void publish()} loading={isBusy} disabled={!preview || revision === null || hasErrors || isSame}>
              {preview?.live ? `Publish version ${preview.live.version + 1}` : 'Publish'}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

function Numbers({ preview: { numbers, openCalls } }: { readonly preview: Preview }) {
  const running = openCalls === 0 ? '' : openCalls === 1 ? ' The call that runs now ends as it began.' : ` The ${openCalls} calls that run now end as they began.`
  if (numbers.length === 0) {
    return (
      <Text>
        No number answers with this flow yet. Once it is published, choose it on the page of one of your{' '}
        <Anchor component={Link} to="/numbers" underline="always">
          numbers
        </Anchor>
        .
      </Text>
    )
  }
  return (
    <Text>
      From the next call on{' '}
      {numbers.map((number, index) => (
        <Fragment key={number.id}>
          {index === 0 ? '' : index === numbers.length - 1 ? ' and ' : ', '}
          <NamedNumber number={number} e164={number.e164} />
        </Fragment>
      ))}{' '}
      {numbers.length === 1 ? 'answers' : 'answer'} with it.{running}
    </Text>
  )
}

/** A number by its name, and nationally; internationally for whoever rests upon it. */
function NamedNumber({ number, e164 }: { readonly number: Preview['numbers'][number] | undefined; readonly e164: string }) {
  if (!number) return e164
  return (
    <span title={number.international}>
      <bdi>{number.name}</bdi> <span className={styles.digits}>{number.national}</span>
    </span>
  )
}

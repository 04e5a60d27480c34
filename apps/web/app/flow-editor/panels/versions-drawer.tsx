import { Alert, Button, Drawer, Group, Skeleton, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { When } from '../../words/format-when.tsx'
import type { Answer, FlowServer } from '../store/server.ts'
import { useEditor } from '../editor-context.ts'
import styles from './panels.module.css'
import { useFocusBack } from '../focus-back.ts'

type Versions = Extract<Awaited<ReturnType<FlowServer['versions']>>, { ok: true }>['value']['versions']

export interface VersionsDrawerProps {
  readonly server: FlowServer
  onClose(): void
  /** Takes a version as the draft; says why when that cannot be. */
  onRestore(version: number): Promise<string | null>
}

/** The published versions, newest first, each with what it changed. */
export default function VersionsDrawer({ server, onClose, onRestore }: VersionsDrawerProps) {
  const { canEdit } = useEditor()
  useFocusBack()
  const [answer, setAnswer] = useState<Answer<{ versions: Versions }> | null>(null)
  const [why, setWhy] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    void server.versions().then((read) => wanted && setAnswer(read))
    return () => {
      wanted = false
    }
  }, [server])
  return (
    <Drawer opened onClose={onClose} position="right" title="Versions" transitionProps={{ duration: 0 }}>
      {why !== null && (
        <Alert variant="light" color="red" mb="md">
          {why}
        </Alert>
      )}
      {answer === null && <Skeleton height={80} />}
      {answer?.ok === false && (
        <Alert variant="light" color="red">
          {answer.why}
        </Alert>
      )}
      {answer?.ok && answer.value.versions.length === 0 && (
        <Text c="dimmed">This flow has never been published. Every version you publish is kept here.</Text>
      )}
      {answer?.ok && answer.value.versions.length > 1 && canEdit && (
        <Text c="dimmed" mb="md">
          Calls are answered by the live version. A version that you restore becomes the draft, which you can undo. It
          answers calls once you publish it.
        </Text>
      )}
      {answer?.ok &&
        answer.value.versions.map(({ version, publishedAt, publishedBy, changes }, index) => (
          <section key={version} className={styles.version} aria-label={`Version ${version}`}>
            <Group justify="space-between" wrap="nowrap">
              <Text fw={600}>Version {version}</Text>
              {index === 0 ? (
                <Text size="sm" fw={600} c="var(--well)">
                  Live
                </Text>
              ) : (
                canEdit && (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() =>
                      void onRestore(version).then((refusal) => (refusal === null ? onClose() : setWhy(refusal)))
                    }
                  >
                    Restore as draft
                  </Button>
                )
              )}
            </Group>
            <Text size="sm" c="dimmed">
              Published by {publishedBy}, <When at={Date.parse(publishedAt)} />
            </Text>
            {changes.length > 0 && (
              <ul className={styles.changes}>
                {changes.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            )}
          </section>
        ))}
    </Drawer>
  )
}

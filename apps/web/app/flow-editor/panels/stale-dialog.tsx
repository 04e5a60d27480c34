import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { readFlow, type Flow } from '#flows/flow.ts'
import { When } from '../../shared/format-when.tsx'
import { useDrawn, useEditor } from '../editor-context.ts'
import type { Theirs } from '../store/autosave.ts'
import { changes } from '../words/changes.ts'
import { ChangeList } from './change-list.tsx'
import { useFocusBack } from '../focus-back.ts'

export interface StaleDialogProps {
  readonly theirs: Theirs
  onTakeTheirs(flow: Flow): void
  onKeepMine(): void
}

/** Shown when somebody else saved the flow meanwhile: whose drawing stays is for a person to say. */
export default function StaleDialog({ theirs, onTakeTheirs, onKeepMine }: StaleDialogProps) {
  const { names } = useEditor()
  useFocusBack()
  const mine = useDrawn((state) => state.flow)
  const read = useMemo(() => readFlow(theirs.document), [theirs])
  const different = read.ok ? changes(read.flow, mine, names) : []
  const who = theirs.savedBy ?? 'Somebody else'
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title={`${who} saved this flow meanwhile`} size="lg" transitionProps={{ duration: 0 }}>
      <Stack>
        <Text>Your last changes are not saved. Compared with what {who} saved (<When at={Date.parse(theirs.savedAt)} />), your drawing has this:</Text>
        {!read.ok && <Text c="dimmed">What they saved cannot be read here: load the page anew after this Ringdown was updated, or keep yours.</Text>}
        {read.ok && (different.length > 0 ? <ChangeList changes={different} /> : <Text c="dimmed">No difference that calls would notice.</Text>)}
        <Group justify="flex-end">
          <Button variant="default" disabled={!read.ok} onClick={() => read.ok && onTakeTheirs(read.flow)}>
            Take {theirs.savedBy ? `${theirs.savedBy}’s` : 'theirs'}
          </Button>
          <Button onClick={onKeepMine}>Keep mine</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

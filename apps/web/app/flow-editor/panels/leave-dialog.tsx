import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDrawn } from '../editor-context.ts'
import { useFocusBack } from '../focus-back.ts'
import type { SaveState } from '../store/autosave.ts'

export interface LeaveDialogProps {
  readonly save: SaveState
  /** Whether what is not saved is kept in this browser. */
  readonly isKept: boolean
  onStay(): void
  onLeave(): void
}

/** Asks whoever goes to another page while something is not saved. */
export default function LeaveDialog({ save, isKept, onStay, onLeave }: LeaveDialogProps) {
  useFocusBack()
  const name = useDrawn(({ flow }) => flow.name)
  return (
    <Modal opened onClose={onStay} title="Leave before your changes are saved?" transitionProps={{ duration: 0 }}>
      <Stack>
        <Text>
          Your last changes to “<bdi>{name}</bdi>” are not saved yet.{save.kind === 'not-saved' ? ` ${save.why}` : ''}{' '}
          {isKept
            ? 'They stay in this browser, and are saved when you open this flow here again.'
            : 'This browser cannot keep them: if you leave, they are lost.'}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onLeave}>
            Leave
          </Button>
          <Button onClick={onStay}>Stay</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

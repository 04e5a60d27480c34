import { ActionIcon, Modal, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { FlowForm } from './flow-form.tsx'

/** Asks for another name for a flow. */
export function RenameFlow({ flow, name }: { readonly flow: string; readonly name: string }) {
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={`Rename ${name}`}
        title="Rename"
        onClick={() => setOpened(true)}
      >
        <IconPencil size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <Modal opened={opened} onClose={close} title={`Rename “${name}”`} transitionProps={{ duration: 0 }}>
        <FlowForm deed="rename" submit="Rename" onClose={close}>
          <input type="hidden" name="flow" value={flow} />
          <TextInput
            name="name"
            label="Name"
            defaultValue={name}
            dir="auto"
            required
            maxLength={80}
            data-autofocus
            onFocus={(event) => event.currentTarget.select()}
          />
        </FlowForm>
      </Modal>
    </>
  )
}

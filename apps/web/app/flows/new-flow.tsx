import { Button, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { FlowForm } from './flow-form.tsx'
import { templateNames, templates } from './template-words.ts'

/** Asks for a name and what to begin with, then opens the editor. */
export function NewFlow() {
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setOpened(true)}>
        New flow
      </Button>
      <Modal opened={opened} onClose={close} title="New flow" transitionProps={{ duration: 0 }}>
        <FlowForm deed="create" submit="Create flow" onClose={close}>
          <TextInput
            name="name"
            label="Name"
            description="What your team calls it, such as the line that it answers."
            dir="auto"
            required
            maxLength={80}
            data-autofocus
          />
          <Radio.Group name="template" label="Start with" defaultValue="sales">
            <Stack gap="sm" mt="xs">
              {templateNames.map((name) => (
                <Radio key={name} value={name} label={templates[name].label} description={templates[name].help} />
              ))}
            </Stack>
          </Radio.Group>
        </FlowForm>
      </Modal>
    </>
  )
}

import { Button, Modal, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { FlowForm } from './flow-form.tsx'
import { beginnings, templates, wholeFlows, type TemplateName } from './template-words.ts'

/** Asks for a name and what to begin with, then opens the editor. */
export function NewFlow() {
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setOpened(true)}>
        New flow
      </Button>
      <Modal opened={opened} onClose={close} title="New flow" size="xl" transitionProps={{ duration: 0 }}>
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
            <Stack gap="md" mt="xs">
              <Templates names={beginnings} />
              <Text size="sm" c="dimmed">
                Or with a whole flow, which you change to your needs
              </Text>
              <Templates names={wholeFlows} />
            </Stack>
          </Radio.Group>
        </FlowForm>
      </Modal>
    </>
  )
}

function Templates({ names }: { readonly names: readonly TemplateName[] }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm">
      {names.map((name) => (
        <Radio key={name} value={name} label={templates[name].label} description={templates[name].help} />
      ))}
    </SimpleGrid>
  )
}

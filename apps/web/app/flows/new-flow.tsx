import { Alert, Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useFetcher } from 'react-router'
import type { action } from './flows.page.tsx'
import { templateNames, templates } from './template-words.ts'

/** Asks for a name and what to begin with, then opens the editor. */
export function NewFlow() {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setOpened(true)}>
        New flow
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="New flow" transitionProps={{ duration: 0 }}>
        <Form onClose={() => setOpened(false)} />
      </Modal>
    </>
  )
}

/** Lives as long as its dialog is open: what was refused once is forgotten with it. */
function Form({ onClose }: { onClose(): void }) {
  const fetcher = useFetcher<typeof action>()
  return (
    <fetcher.Form method="post" action="/flows">
      <input type="hidden" name="deed" value="create" />
      <Stack>
        {fetcher.data?.refused && (
          <Alert variant="light" color="red">
            {fetcher.data.refused}
          </Alert>
        )}
        <TextInput name="name" label="Name" description="How your team calls it, such as the line that it answers." dir="auto" required maxLength={80} data-autofocus />
        <Radio.Group name="template" label="Begin with" defaultValue="sales">
          <Stack gap="sm" mt="xs">
            {templateNames.map((name) => (
              <Radio key={name} value={name} label={templates[name].label} description={templates[name].help} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={fetcher.state !== 'idle'}>
            Create flow
          </Button>
        </Group>
      </Stack>
    </fetcher.Form>
  )
}

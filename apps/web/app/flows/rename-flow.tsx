import { ActionIcon, Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useFetcher } from 'react-router'
import type { action } from './flows.page.tsx'

interface Renaming {
  readonly flow: string
  readonly name: string
}

/** Asks for another name of a flow. */
export function RenameFlow({ flow, name }: Renaming) {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={`Rename ${name}`} title="Rename" onClick={() => setOpened(true)}>
        <IconPencil size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`Rename “${name}”`} transitionProps={{ duration: 0 }}>
        <Form flow={flow} name={name} onClose={() => setOpened(false)} />
      </Modal>
    </>
  )
}

/** Lives as long as its dialog is open: what was refused once is forgotten with it. */
function Form({ flow, name, onClose }: Renaming & { onClose(): void }) {
  const fetcher = useFetcher<typeof action>()
  const isDone = fetcher.state === 'idle' && fetcher.data?.refused === null
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (isDone) close()
  }, [isDone])
  return (
    <fetcher.Form method="post" action="/flows">
      <input type="hidden" name="deed" value="rename" />
      <input type="hidden" name="flow" value={flow} />
      <Stack>
        {fetcher.data?.refused && (
          <Alert variant="light" color="red">
            {fetcher.data.refused}
          </Alert>
        )}
        <TextInput name="name" label="Name" defaultValue={name} dir="auto" required maxLength={80} data-autofocus onFocus={(event) => event.currentTarget.select()} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={fetcher.state !== 'idle'}>
            Rename
          </Button>
        </Group>
      </Stack>
    </fetcher.Form>
  )
}

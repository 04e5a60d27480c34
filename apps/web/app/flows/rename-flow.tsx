import { ActionIcon, Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useFetcher } from 'react-router'
import type { action } from './flows.page.tsx'

/** Asks for another name of a flow. */
export function RenameFlow({ flow, name }: { readonly flow: string; readonly name: string }) {
  const [opened, setOpened] = useState(false)
  const fetcher = useFetcher<typeof action>()
  const isDone = fetcher.state === 'idle' && fetcher.data?.refused === null
  useEffect(() => {
    if (isDone) setOpened(false)
  }, [isDone])
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={`Rename ${name}`} title="Rename" onClick={() => setOpened(true)}>
        <IconPencil size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`Rename “${name}”`} transitionProps={{ duration: 0 }}>
        <fetcher.Form method="post" action="/flows">
          <input type="hidden" name="deed" value="rename" />
          <input type="hidden" name="flow" value={flow} />
          <Stack>
            {fetcher.data?.refused && <Alert color="red">{fetcher.data.refused}</Alert>}
            <TextInput name="name" label="Name" defaultValue={name} required maxLength={80} data-autofocus />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpened(false)}>
                Cancel
              </Button>
              <Button type="submit" loading={fetcher.state !== 'idle'}>
                Rename
              </Button>
            </Group>
          </Stack>
        </fetcher.Form>
      </Modal>
    </>
  )
}

import { Alert, Button, Group, Stack } from '@mantine/core'
import { useEffect, useEffectEvent, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { isBusy } from '../reach/answer-unreached.ts'
import type { action } from './flows.page.tsx'

interface FlowFormProps {
  /** What the list of flows is asked to do, and the words for it on the button. */
  readonly deed: 'create' | 'rename'
  readonly submit: string
  /** The fields. */
  readonly children: ReactNode
  onClose(): void
}

/** The form of a dialog about a flow. Lives as long as its dialog is open: what was refused once is forgotten with it. */
export function FlowForm({ deed, submit, children, onClose }: FlowFormProps) {
  const fetcher = useFetcher<typeof action>()
  const isDone = fetcher.state === 'idle' && fetcher.data?.refused === null // a new flow is opened instead
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (isDone) close()
  }, [isDone])
  return (
    <fetcher.Form method="post" action={addressOf.flows()}>
      <input type="hidden" name="deed" value={deed} />
      <Stack>
        {fetcher.data?.refused && (
          <Alert variant="light" color="red">
            {fetcher.data.refused}
          </Alert>
        )}
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy(fetcher.state, fetcher.data)}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </fetcher.Form>
  )
}

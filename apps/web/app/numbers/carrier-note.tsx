import { Alert, Button, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { askOf } from '../access/ask-of.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import type { NumberView } from './number-view.server.ts'

export interface CarrierNoteProps {
  readonly view: NumberView
  readonly mayChange: boolean
  readonly administrators: readonly string[]
  readonly answer: FormAnswer | undefined
}

/** Stands there as long as the carrier is not known to send the number's calls here. */
export function CarrierNote({
  view: { carrier, national },
  mayChange,
  administrators,
  answer: fromPage,
}: CarrierNoteProps) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  if (carrier === null || carrier.isConfirmed) return <FormAnswerNote answer={answer?.ok ? answer : undefined} />
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} stroke={1.75} aria-hidden />}
      title="Not confirmed at the carrier"
    >
      <Text size="sm">
        Calls to {national} may not reach Ringdown.{' '}
        {carrier.trouble === null ? 'The carrier has not been told to send them here yet.' : carrier.trouble}
        {!mayChange && ` Owners, admins and admins of the number can try again.${askOf(administrators)}`}
      </Text>
      {mayChange && (
        <fetcher.Form method="post">
          <Button type="submit" name="intent" value="confirm" variant="default" mt="sm" loading={busy}>
            Try again
          </Button>
        </fetcher.Form>
      )}
      <FormAnswerNote answer={busy || answer?.ok ? undefined : answer} />
    </Alert>
  )
}

import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { FormAnswer } from './read-form.server.ts'

/** Says what came of a form: done, done with a doubt, or refused with the reason and what to do. Read out by itself. */
export function FormAnswerNote({ answer }: { readonly answer: FormAnswer | undefined }) {
  return (
    <div role="status" aria-live="polite">
      {answer?.ok === true && (
        <Alert
          variant="light"
          color={answer.warning === null ? 'accent' : 'gray'}
          icon={answer.warning === null ? <IconCircleCheck size={18} stroke={1.75} aria-hidden /> : <IconAlertTriangle size={18} stroke={1.75} aria-hidden />}
          title={answer.said}
        >
          {answer.warning}
        </Alert>
      )}
      {answer?.ok === false && (
        <Alert variant="light" color="red" icon={<IconAlertTriangle size={18} stroke={1.75} aria-hidden />} title={answer.problem.title}>
          {answer.problem.fix}
        </Alert>
      )}
    </div>
  )
}

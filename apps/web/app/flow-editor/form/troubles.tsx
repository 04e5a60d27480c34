import { Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { FormIssue } from './field-input.ts'
import styles from './form.module.css'

/** What is wrong or doubtful with a field that holds others. */
export function Troubles({ issues }: { readonly issues: readonly FormIssue[] }) {
  const error = errorAmong(issues)
  return (
    <>
      {error !== null && (
        <Text size="xs" c="var(--mantine-color-error)" role="note">
          {error}
        </Text>
      )}
      <Doubts issues={issues} />
    </>
  )
}

export function errorAmong(issues: readonly FormIssue[]): string | null {
  return issues.find(({ severity }) => severity === 'error')?.message ?? null
}

export function Doubts({ issues }: { readonly issues: readonly FormIssue[] }) {
  return issues
    .filter(({ severity }) => severity === 'warning')
    .map(({ message }) => <Doubt key={message} message={message} />)
}

/** Something that should be looked at and does not keep anybody from publishing. */
export function Doubt({ message }: { readonly message: string }) {
  return (
    <Text size="xs" className={styles.doubt}>
      <IconAlertTriangle size={16} stroke={1.75} role="img" aria-label="Warning:" />
      {message}
    </Text>
  )
}

import { UnstyledButton } from '@mantine/core'
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconChevronDown,
  IconChevronUp,
  IconCircleCheck,
} from '@tabler/icons-react'
import { memo, useState } from 'react'
import type { Issue } from '#flows/language/issue.ts'
import { useDeeds, useDrawn, useIssues } from '../editor-context.ts'
import { nodeOf } from '../drawing/lookup.ts'
import { aroundTitle } from '../words/around-title.ts'
import styles from './panels.module.css'

/** What is wrong or doubtful, below the drawing; an entry leads to its node and field. */
export const IssueDrawer = memo(function IssueDrawer() {
  const issues = useIssues()
  const [opened, setOpened] = useState(false)
  const errors = issues.filter(({ severity }) => severity === 'error').length
  return (
    <section className={styles.issues} aria-label="Issues">
      <UnstyledButton
        className={styles.issuesHead}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
        disabled={issues.length === 0}
      >
        {issues.length === 0 ? (
          <IconCircleCheck size={18} stroke={1.75} className={styles.well} aria-hidden />
        ) : errors > 0 ? (
          <IconAlertCircle size={18} stroke={1.75} className={styles.bad} aria-hidden />
        ) : (
          <IconAlertTriangle size={18} stroke={1.75} className={styles.doubtful} aria-hidden />
        )}
        <span>{countWords(issues)}</span>
        {issues.length > 0 &&
          (opened ? (
            <IconChevronDown size={18} stroke={1.75} aria-hidden />
          ) : (
            <IconChevronUp size={18} stroke={1.75} aria-hidden />
          ))}
      </UnstyledButton>
      {opened && issues.length > 0 && <IssueList issues={issues} />}
    </section>
  )
})

/** Issues as buttons that lead to where they can be fixed. */
export function IssueList({ issues, onGo }: { readonly issues: readonly Issue[]; readonly onGo?: () => void }) {
  const flow = useDrawn((state) => state.flow)
  const { goTo } = useDeeds()
  return (
    <ul className={styles.issueList}>
      {issues.map((issue) => {
        const node = issue.node === null ? undefined : nodeOf(flow, issue.node)
        const go = (): void => {
          if (!node) return
          goTo(node.id, issue.field)
          onGo?.()
        }
        return (
          <li key={`${issue.node} ${issue.field} ${issue.message}`}>
            <UnstyledButton className={styles.issue} onClick={go} disabled={!node}>
              {issue.severity === 'error' ? (
                <IconAlertCircle size={18} stroke={1.75} className={styles.bad} role="img" aria-label="Error:" />
              ) : (
                <IconAlertTriangle
                  size={18}
                  stroke={1.75}
                  className={styles.doubtful}
                  role="img"
                  aria-label="Warning:"
                />
              )}
              <span>{node ? <Told title={node.title} message={issue.message} /> : issue.message}</span>
            </UnstyledButton>
          </li>
        )
      })}
    </ul>
  )
}

/** What is wrong with a node, by its title: before the message, or where the message names it itself. */
function Told({ title, message }: { readonly title: string; readonly message: string }) {
  const { before, after } = aroundTitle(message, title)
  return (
    <>
      {before}
      <strong>
        <bdi>{title}</bdi>
      </strong>
      {after}
    </>
  )
}

/** "2 errors, 1 warning". */
export function countWords(issues: readonly Issue[]): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length
  const warnings = issues.length - errors
  const parts = [
    errors > 0 ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : '',
    warnings > 0 ? `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : '',
  ]
  return parts.filter((part) => part !== '').join(', ') || 'No issues'
}

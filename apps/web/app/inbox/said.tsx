import { Button, CloseButton } from '@mantine/core'
import styles from './said.module.css'
import type { Mark, Marking } from './use-marking.ts'

const words: Readonly<Record<Mark, string>> = {
  done: 'Marked as done.',
  open: 'Reopened.',
  read: 'Marked as read.',
  unread: 'Marked as unread.',
}

/** What was just said of a conversation, and how to take it back. Read out by itself; its keys are in the list of keys. */
export function SaidNote({ marking: { said, undo, forget } }: { readonly marking: Marking }) {
  return (
    <div role="status" className={styles.place}>
      {said !== null && (
        <div className={styles.note}>
          <span className={styles.words}>
            {words[said.mark]} <bdi className={styles.whom}>{said.title}</bdi>
          </span>
          <Button className={styles.undo} variant="subtle" size="compact-md" title="Alt+Z" onClick={undo}>
            Undo
          </Button>
          <CloseButton aria-label="Dismiss" onClick={forget} />
        </div>
      )}
    </div>
  )
}

import { Button, Title } from '@mantine/core'
import { Form } from 'react-router'
import type { ContactDeed } from '#infra/db/contact/contact-history.ts'
import { When } from '../words/format-when.tsx'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from './contacts.module.css'
import { doneInWords } from './history-words.ts'

export interface HistoryProps {
  readonly deeds: readonly ContactDeed[]
  readonly mayManage: boolean
  /** The organisation's, which the page names. */
  readonly timeZone: string
  readonly busy: boolean
  readonly answer: FormAnswer | undefined
}

/** What was done to a contact, newest first; what can be undone has a button for it. */
export function History({ deeds, mayManage, timeZone, busy, answer }: HistoryProps) {
  if (deeds.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="history">
      <Title order={2} id="history">
        History
      </Title>
      <ul className={styles.history}>
        {deeds.map((deed) => (
          <li key={deed.place}>
            <span>
              <bdi>{deed.by}</bdi> {doneInWords(deed)}
              <span className={styles.dimmed}>
                {' '}
                · <When at={deed.at} as="day" timeZone={timeZone} />,{' '}
                <When at={deed.at} as="time" timeZone={timeZone} />
              </span>
            </span>
            {deed.change !== null && mayManage && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="undo" />
                <input type="hidden" name="change" value={deed.change} />
                <Button
                  type="submit"
                  variant="default"
                  size="compact-md"
                  loading={busy}
                  aria-label={`Undo: ${doneInWords(deed)}`}
                >
                  Undo
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <FormAnswerNote answer={answer} />
    </section>
  )
}

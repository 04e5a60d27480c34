import { Alert, Anchor } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { FormAnswer } from './read-form.server.ts'
import styles from './form-answer.module.css'

/**
 * Says what came of a form: done, done with a doubt, or refused with the reason and what to do. Read out by itself.
 * @param children what may follow when it was done, as a button that undoes it.
 */
export function FormAnswerNote({
  answer,
  children,
}: {
  readonly answer: FormAnswer | undefined
  readonly children?: ReactNode
}) {
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answer) note.current?.scrollIntoView({ block: 'nearest' }) // it stands by its form, which may end where the window does
    // what had the focus may be gone with what was done: the keyboard goes on from here
    if (answer && document.activeElement === document.body) note.current?.focus({ preventScroll: true })
  }, [answer])
  return (
    <div role="status" aria-live="polite" className={styles.note} ref={note} tabIndex={-1}>
      {answer?.ok === true && (
        <Alert
          variant="light"
          color={answer.warning === null ? 'accent' : 'gray'}
          icon={
            answer.warning === null ? (
              <IconCircleCheck size={18} stroke={1.75} aria-hidden />
            ) : (
              <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
            )
          }
          title={answer.said}
        >
          {(answer.warning !== null || answer.about !== undefined || children) && (
            <>
              {answer.warning}
              {answer.about && (
                <ul className={styles.about}>
                  {answer.about.map(({ to, words }) => (
                    <li key={to}>
                      <Anchor component={Link} to={to} inherit underline="always">
                        <bdi>{words}</bdi>
                      </Anchor>
                    </li>
                  ))}
                </ul>
              )}
              {children}
            </>
          )}
        </Alert>
      )}
      {answer?.ok === false && (
        <Alert
          variant="light"
          color="red"
          icon={<IconAlertTriangle size={18} stroke={1.75} aria-hidden />}
          title={answer.problem.title}
        >
          {answer.problem.fix !== '' && <span className={styles.fix}>{answer.problem.fix}</span>}
          {answer.mend && (
            <Anchor
              component={Link}
              to={answer.mend.to}
              display="block"
              mt={8}
              w="fit-content"
              inherit
              underline="always"
            >
              {answer.mend.words}
            </Anchor>
          )}
        </Alert>
      )}
    </div>
  )
}

import { Button, Title } from '@mantine/core'
import { Form } from 'react-router'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { When } from '../words/format-when.tsx'
import { LongList } from '../lists/long-list.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from '../look/team.module.css'

/** A browser in which the person is signed in, in words. */
export interface ShownSession {
  readonly id: string
  readonly browser: string
  readonly address: string
  readonly seenAt: number
  readonly isOwn: boolean
}

/** Where one is signed in, and signing out there. */
export function Sessions({
  sessions,
  answer,
}: {
  readonly sessions: readonly ShownSession[]
  readonly answer: FormAnswer | undefined
}) {
  return (
    <section aria-labelledby="sessions" className={styles.card}>
      <div className={styles.head}>
        <Title order={2} id="sessions">
          Where you are signed in
        </Title>
        {sessions.length > 2 && (
          <Form method="post">
            <Button type="submit" name="intent" value="end-other-sessions" variant="default">
              Sign out everywhere else
            </Button>
          </Form>
        )}
      </div>
      <FormAnswerNote answer={answer} />
      <LongList
        items={sessions}
        textOf={({ browser, address }) => `${browser} ${address}`}
        noun="browsers"
        name="browser"
      >
        {(shown) => (
          <ul className={styles.list}>
            {shown.map((session) => (
              <Session key={session.id} session={session} />
            ))}
          </ul>
        )}
      </LongList>
    </section>
  )
}

function Session({ session: { id, browser, address, seenAt, isOwn } }: { readonly session: ShownSession }) {
  return (
    <li className={styles.item}>
      <div className={styles.who}>
        {browser}
        <span className={styles.quiet}>{address}</span>
      </div>
      <span className={styles.quiet}>
        {isOwn ? (
          'This browser'
        ) : (
          <>
            Last used: <When at={seenAt} />
          </>
        )}
      </span>
      {!isOwn && (
        <Form method="post">
          <input type="hidden" name="intent" value="end-session" />
          <input type="hidden" name="session" value={id} />
          <Button type="submit" variant="default" size="xs" aria-label={`Sign out ${browser}`}>
            Sign out
          </Button>
        </Form>
      )}
    </li>
  )
}

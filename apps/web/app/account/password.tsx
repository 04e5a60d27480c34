import { Button, PasswordInput, Title } from '@mantine/core'
import { Form } from 'react-router'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { passwordHint } from '../forms/new-password.ts'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from '../look/team.module.css'

/** Choosing another password, with the current one. */
export function Password({ email, answer }: { readonly email: string; readonly answer: FormAnswer | undefined }) {
  return (
    <section aria-labelledby="password" className={styles.card}>
      <Title order={2} id="password">
        Password
      </Title>
      <Form method="post" className={styles.fields}>
        <input type="hidden" name="intent" value="change-password" />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <PasswordInput
          name="password"
          label="Current password"
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <PasswordInput
          name="new-password"
          label="New password"
          description={passwordHint}
          autoComplete="new-password"
          required
          withAsterisk={false}
        />
        <div>
          <Button type="submit" variant="default">
            Change password
          </Button>
        </div>
        <FormAnswerNote answer={answer} />
      </Form>
    </section>
  )
}

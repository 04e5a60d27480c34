import { Button, PasswordInput, TextInput, Title } from '@mantine/core'
import { Form } from 'react-router'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from '../look/team.module.css'

export interface ProfileProps {
  readonly name: string
  readonly email: string
  readonly answers: { readonly name: FormAnswer | undefined; readonly email: FormAnswer | undefined }
}

/** What one is called, and the address one signs in with. */
export function Profile({ name, email, answers }: ProfileProps) {
  return (
    <section aria-labelledby="profile" className={styles.card}>
      <Title order={2} id="profile">
        Name and e-mail
      </Title>
      <Form method="post" className={styles.fields} key={name}>
        <input type="hidden" name="intent" value="change-name" />
        <TextInput
          name="name"
          label="Your name"
          description="As your team sees it."
          defaultValue={name}
          dir="auto"
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={80}
        />
        <div>
          <Button type="submit" variant="default">
            Save name
          </Button>
        </div>
        <FormAnswerNote answer={answers.name} />
      </Form>
      <Form method="post" className={styles.fields}>
        <input type="hidden" name="intent" value="change-email" />
        <TextInput
          name="email"
          type="email"
          label="New e-mail address"
          description={`You sign in with ${email}. We send a link to the new address to confirm it.`}
          autoComplete="email"
          required
          withAsterisk={false}
          maxLength={254}
        />
        <PasswordInput name="password" label="Password" autoComplete="current-password" required withAsterisk={false} />
        <div>
          <Button type="submit" variant="default">
            Send the link
          </Button>
        </div>
        <FormAnswerNote answer={answers.email} />
      </Form>
    </section>
  )
}

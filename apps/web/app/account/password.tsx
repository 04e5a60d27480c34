import { Button, PasswordInput, Stack, Title } from '@mantine/core'
import { Form } from 'react-router'
import { passwordHint } from '../shared/new-password.ts'

/** Choosing another password, with the current one. */
export function Password({ email }: { readonly email: string }) {
  return (
    <section aria-labelledby="password">
      <Form method="post">
        <input type="hidden" name="intent" value="change-password" />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <Stack gap="md" align="flex-start">
          <Title order={2} id="password">
            Password
          </Title>
          <PasswordInput name="password" label="Current password" autoComplete="current-password" required w="100%" />
          <PasswordInput name="new-password" label="New password" description={passwordHint} autoComplete="new-password" required w="100%" />
          <Button type="submit" variant="default">
            Change password
          </Button>
        </Stack>
      </Form>
    </section>
  )
}

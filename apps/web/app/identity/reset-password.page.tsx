import { Button, PasswordInput, Stack } from '@mantine/core'
import { data, Form, redirect, useNavigation } from 'react-router'
import type { Route } from './+types/reset-password.page'
import { askIdentity, field, TOO_MANY_TRIES } from '../shared/ask-identity.server.ts'
import { LoneLink } from '../shared/lone-link.tsx'
import { Card } from './card.tsx'
import { passwordHint, passwordTrouble } from '../shared/new-password.ts'
import { formOf } from '../shared/read-form.server.ts'

export const handle = { permission: 'public' }

export function loader({ request }: Route.LoaderArgs) {
  return { token: new URL(request.url).searchParams.get('token') ?? '' }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await formOf(request)
  const newPassword = field(form, 'password')
  const trouble = passwordTrouble(newPassword)
  if (trouble !== null) return data({ trouble }, { status: 422 })
  const { status } = await askIdentity({ request, context }, { path: '/reset-password', body: { newPassword, token: field(form, 'token') } })
  if (status === 200) return redirect('/sign-in')
  if (status === 429) return data({ trouble: TOO_MANY_TRIES }, { status: 429 })
  return data({ trouble: 'This link has been used already, or is older than an hour. Ask for a new one.' }, { status: 410 })
}

export default function ResetPasswordPage({ loaderData: { token }, actionData }: Route.ComponentProps) {
  return (
    <Card title="Choose a new password" lead="You are signed out everywhere, and sign in with the new password from then on." trouble={actionData?.trouble}>
      <Form method="post">
        <input type="hidden" name="token" value={token} />
        <Stack gap="md" align="flex-start">
          <PasswordInput name="password" label="New password" description={passwordHint} autoComplete="new-password" required withAsterisk={false} autoFocus w="100%" />
          <Button type="submit" loading={useNavigation().state !== 'idle'}>
            Save password
          </Button>
          <LoneLink to="/forgot-password">Ask for a new link</LoneLink>
        </Stack>
      </Form>
    </Card>
  )
}

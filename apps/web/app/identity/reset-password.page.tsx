import { Button, PasswordInput, Stack } from '@mantine/core'
import { data, Form, Link, redirect, useNavigation } from 'react-router'
import type { Route } from './+types/reset-password.page'
import { askIdentity, field, TOO_MANY_TRIES } from '../shared/ask-identity.server.ts'
import { LoneLink } from '../shared/lone-link.tsx'
import { Card } from './card.tsx'
import { passwordHint, passwordTrouble } from '../shared/new-password.ts'
import { formOf } from '../shared/read-form.server.ts'
import { servicesContext } from '../shared/services.ts'

export const handle = { permission: 'public' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const token = new URL(request.url).searchParams.get('token') ?? ''
  const opens = await context.get(servicesContext).identity.resetLinkOpens(token)
  return data({ token, opens }, { status: opens ? 200 : 410 })
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await formOf(request)
  const newPassword = field(form, 'password')
  const trouble = passwordTrouble(newPassword)
  if (trouble !== null) return data({ trouble, opens: true }, { status: 422 })
  const { status } = await askIdentity({ request, context }, { path: '/reset-password', body: { newPassword, token: field(form, 'token') } })
  if (status === 200) return redirect('/sign-in?password=changed')
  if (status === 429) return data({ trouble: TOO_MANY_TRIES, opens: true }, { status: 429 })
  return data({ trouble: null, opens: false }, { status: 410 })
}

export default function ResetPasswordPage({ loaderData: { token, opens }, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== 'idle'
  if (!(actionData?.opens ?? opens)) return <Over />
  return (
    <Card title="Choose a new password" lead="You are signed out everywhere, and sign in with the new password from then on." trouble={actionData?.trouble}>
      <Form method="post">
        <input type="hidden" name="token" value={token} />
        <Stack gap="md" align="flex-start">
          <PasswordInput name="password" label="New password" description={passwordHint} autoComplete="new-password" required withAsterisk={false} autoFocus w="100%" />
          <Button type="submit" loading={busy}>
            Save password
          </Button>
          <LoneLink to="/forgot-password">Ask for a new link</LoneLink>
        </Stack>
      </Form>
    </Card>
  )
}

/** The same words for a link that was good once and for one that never was. */
function Over() {
  return (
    <Card title="This link does not work any longer" lead="A link to choose a new password works once, within an hour, and only until a password is chosen with another one. If you have asked for several, use the newest, or ask for a new one.">
      <Stack gap="md" align="flex-start">
        <Button component={Link} to="/forgot-password">
          Ask for a new link
        </Button>
        <LoneLink to="/sign-in">Back to the sign-in</LoneLink>
      </Stack>
    </Card>
  )
}

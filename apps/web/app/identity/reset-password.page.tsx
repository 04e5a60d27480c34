import { Button, PasswordInput, Stack } from '@mantine/core'
import { data, Form, Link, redirect, useNavigation } from 'react-router'
import type { Route } from './+types/reset-password.page'
import { addressOf } from '../reach/addresses.ts'
import { askIdentity, field, TOO_MANY_TRIES } from '../access/ask-identity.server.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { Card } from '../look/card.tsx'
import { passwordHint, passwordTrouble } from '../forms/new-password.ts'
import { formOf } from '../forms/read-form.server.ts'
import { servicesContext } from '../access/services.ts'

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
  const { status } = await askIdentity(
    { request, context },
    { path: '/reset-password', body: { newPassword, token: field(form, 'token') } },
  )
  if (status === 200) return redirect(addressOf.signIn({ password: 'changed' }))
  if (status === 429) return data({ trouble: TOO_MANY_TRIES, opens: true }, { status: 429 })
  return data({ trouble: null, opens: false }, { status: 410 })
}

export default function ResetPasswordPage({ loaderData: { token, opens }, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== 'idle'
  if (!(actionData?.opens ?? opens)) return <Over />
  return (
    <Card
      title="Choose a new password"
      lead="This signs you out everywhere. From then on, sign in with the new password."
      trouble={actionData?.trouble}
    >
      <Form method="post">
        <input type="hidden" name="token" value={token} />
        <Stack gap="md" align="flex-start">
          <PasswordInput
            name="password"
            label="New password"
            description={passwordHint}
            autoComplete="new-password"
            required
            withAsterisk={false}
            autoFocus
            w="100%"
          />
          <Button type="submit" loading={busy}>
            Save password
          </Button>
          <LoneLink to={addressOf.forgotPassword()}>Ask for a new link</LoneLink>
        </Stack>
      </Form>
    </Card>
  )
}

/** The same words for a link that was good once and for one that never was. */
function Over() {
  return (
    <Card
      title="This link no longer works"
      lead="A password link works once, within an hour, and only until another link has been used. If you asked for several, use the newest, or ask for a new one."
    >
      <Stack gap="md" align="flex-start">
        <Button component={Link} to={addressOf.forgotPassword()}>
          Ask for a new link
        </Button>
        <LoneLink to={addressOf.signIn()}>Back to sign-in</LoneLink>
      </Stack>
    </Card>
  )
}

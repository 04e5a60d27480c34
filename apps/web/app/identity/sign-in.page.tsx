import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { data, Form, redirect, useNavigation } from 'react-router'
import { isDemoLogin } from '#infra/identity/demo-logins.ts'
import { addressOf } from '../reach/addresses.ts'
import { formOf } from '../forms/read-form.server.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/sign-in.page'
import { askIdentity, field, redirectWith, TOO_MANY_TRIES } from '../access/ask-identity.server.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { afterSignIn } from './after-sign-in.server.ts'
import { Card } from '../look/card.tsx'
import { DemoLogins } from './demo-logins.tsx'
import { ownPath } from '../access/own-path.ts'

export const handle = { permission: 'public' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const { identity, demo } = context.get(servicesContext)
  const { searchParams } = new URL(request.url)
  const to = ownPath(searchParams.get('to'))
  const signedIn = await identity.signedIn(request)
  if (
    signedIn !== null &&
    (demo || !isDemoLogin(signedIn.email)) &&
    (await identity.memberships(signedIn.email)).length > 0
  )
    throw redirect(to)
  return { demo, to, isChanged: searchParams.get('password') === 'changed' }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await formOf(request)
  const [email, password, to] = [field(form, 'email').trim(), field(form, 'password'), ownPath(field(form, 'to'))]
  const wrong = (trouble: string, status: number) => data({ trouble, email }, { status })
  if (isDemoLogin(email) && !context.get(servicesContext).demo) return wrong(NOT_RIGHT, 401)
  const { status, said, cookies } = await askIdentity(
    { request, context },
    { path: '/sign-in/email', body: { email, password } },
  )
  if (status === 429) return wrong(TOO_MANY_TRIES, 429)
  if (status !== 200) return wrong(NOT_RIGHT, 401)
  if (said.twoFactorRedirect === true) return redirectWith(cookies, addressOf.secondFactor({ to }))
  return afterSignIn(context.get(servicesContext), { cookies, to })
}

const NOT_RIGHT = 'The e-mail address or the password is not right.'

export default function SignInPage({ loaderData: { demo, to, isChanged }, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Card title="Sign in" trouble={actionData?.trouble}>
      {isChanged && !actionData && (
        <Alert variant="light" role="status">
          Your password has been changed. Sign in with the new one.
        </Alert>
      )}
      <Form method="post">
        <input type="hidden" name="to" value={to} />
        <Stack gap="md">
          <TextInput
            name="email"
            type="email"
            label="E-mail"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            defaultValue={actionData?.email}
          />
          <PasswordInput
            name="password"
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
          <Group justify="space-between">
            <Button type="submit" loading={busy}>
              Sign in
            </Button>
            <LoneLink to={addressOf.forgotPassword()}>Forgot your password?</LoneLink>
          </Group>
        </Stack>
      </Form>
      {demo ? (
        <DemoLogins to={to} />
      ) : (
        <Text c="dimmed">No login yet? An owner or admin of your organisation can invite you.</Text>
      )}
    </Card>
  )
}

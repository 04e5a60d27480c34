import { Button, PasswordInput, Stack } from '@mantine/core'
import { data, Form, useNavigation } from 'react-router'
import { readInvitation } from '#infra/identity/invitations.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/invitation.page'
import { askIdentity, field, redirectWith } from '../shared/ask-identity.server.ts'
import { LoneLink } from '../shared/lone-link.tsx'
import { Card } from './card.tsx'
import { passwordHint, passwordTrouble } from '../shared/new-password.ts'

export const handle = { permission: 'public' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const { identity } = context.get(servicesContext)
  const token = new URL(request.url).searchParams.get('token') ?? ''
  const invited = readInvitation(token, { secret: identity.secretFor('invitations') })
  if (invited === null) return { state: 'over' as const }
  const { email, name, organisation } = invited
  if (await identity.hasLogin(email)) return { state: 'has-login' as const, organisation }
  return { state: 'open' as const, token, email, name, organisation }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { identity } = context.get(servicesContext)
  const form = await request.formData()
  const invited = readInvitation(field(form, 'token'), { secret: identity.secretFor('invitations') })
  if (invited === null) return data({ trouble: 'This invitation is over. Ask for a new one.' }, { status: 410 })
  const password = field(form, 'password')
  const trouble = passwordTrouble(password)
  if (trouble !== null) return data({ trouble }, { status: 422 })
  if (await identity.hasLogin(invited.email)) return data({ trouble: 'This address has a login already: sign in with it.' }, { status: 409 })
  await identity.addLogin({ email: invited.email, name: invited.name, password })
  const { status, cookies } = await askIdentity({ request, context }, { path: '/sign-in/email', body: { email: invited.email, password } })
  return redirectWith(cookies, status === 200 ? '/inbox' : '/sign-in')
}

export default function InvitationPage({ loaderData: invitation, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== 'idle'
  const signIn = (
    <LoneLink to="/sign-in">Go to the sign-in</LoneLink>
  )
  if (invitation.state === 'over') {
    return (
      <Card title="This invitation is over" lead="Invitations can be accepted for 14 days. Ask whoever invited you to do it again.">
        {signIn}
      </Card>
    )
  }
  if (invitation.state === 'has-login') {
    return (
      <Card title={`${invitation.organisation} is in your list`} lead="You have a login already. Sign in with it, and choose the organisation.">
        {signIn}
      </Card>
    )
  }
  const { organisation, name, email, token } = invitation
  return (
    <Card title={`Welcome to ${organisation}, ${name}`} lead="Choose a password, and you are in." trouble={actionData?.trouble}>
      <Form method="post">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <Stack gap="md" align="flex-start">
          <PasswordInput name="password" label="Password" description={passwordHint} autoComplete="new-password" required withAsterisk={false} autoFocus w="100%" />
          <Button type="submit" loading={busy}>
            Save password
          </Button>
        </Stack>
      </Form>
    </Card>
  )
}

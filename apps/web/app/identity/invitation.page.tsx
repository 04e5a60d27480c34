import { Button, PasswordInput, Stack } from '@mantine/core'
import { data, Form, redirect, useNavigation } from 'react-router'
import { refused, type Refusal } from '#infra/errors.ts'
import type { Identity } from '#infra/identity/identity.ts'
import { readInvitation } from '#infra/identity/invitations.ts'
import { addressOf } from '../reach/addresses.ts'
import { formOf } from '../forms/read-form.server.ts'
import type { PendingInvitation } from '#infra/identity/pending-invitations.ts'
import { answerInvitation } from '#infra/deeds/people/answer-invitation.ts'
import { invitedContext } from '../access/invited-context.server.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/invitation.page'
import { askIdentity, field, redirectWith } from '../access/ask-identity.server.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { Card } from '../look/card.tsx'
import { passwordHint, passwordTrouble } from '../forms/new-password.ts'

export const handle = { permission: 'public' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const { identity } = context.get(servicesContext)
  const token = new URL(request.url).searchParams.get('token') ?? ''
  const invited = await pending(identity, token)
  if (invited === null) return { state: 'over' as const }
  const { email, name, organisation } = invited
  if (!(await identity.hasLogin(email)))
    return { state: 'open' as const, token, email, name, organisation: organisation.name }
  const signedIn = await identity.signedIn(request)
  if (signedIn?.email === email) throw redirect(addressOf.invitations())
  return { state: 'has-login' as const, email, organisation: organisation.name, other: signedIn?.email ?? null }
}

/** Whoever has the link has the address: by choosing a password they accept. */
export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext)
  const { identity } = services
  const form = await formOf(request)
  const invited = await pending(identity, field(form, 'token'))
  if (invited === null)
    return data({ trouble: 'This invitation is no longer valid. Ask for a new one.' }, { status: 410 })
  const password = field(form, 'password')
  const trouble = passwordTrouble(password)
  if (trouble !== null) return data({ trouble }, { status: 422 })
  const { email, name } = invited
  const addsLogin = async () =>
    (await identity.addLogin({ email, name, password })) ? ({ ok: true } as const) : refused('login-exists')
  const answered = await answerInvitation(
    { ...invitedContext(context, invited), email, onlyOnce: addsLogin },
    { accepts: true },
  )
  if (!answered.ok) return refusal(answered)
  const { status, cookies } = await askIdentity(
    { request, context },
    { path: '/sign-in/email', body: { email, password } },
  )
  return redirectWith(cookies, status === 200 ? addressOf.home() : addressOf.signIn())
}

function refusal({ problem }: Refusal) {
  return data({ trouble: `${problem.title} ${problem.fix}` }, { status: problem.status })
}

/** The invitation that a link is about, while it waits for its answer; a link is worth nothing once it was withdrawn. */
async function pending(
  identity: Identity,
  token: string,
): Promise<(PendingInvitation & { readonly email: string }) | null> {
  const invited = readInvitation(token, { secret: identity.secretFor('invitations') })
  if (invited === null) return null
  const all = await identity.invitations(invited.email)
  const own =
    invited.member === undefined
      ? all.find(({ organisation }) => organisation.name === invited.organisation)
      : all.find(({ member }) => member === invited.member)
  return own === undefined ? null : { ...own, email: invited.email }
}

export default function InvitationPage({ loaderData: invitation, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== 'idle'
  const signIn = <LoneLink to={addressOf.signIn()}>Go to sign-in</LoneLink>
  if (invitation.state === 'over') {
    return (
      <Card
        title="This invitation is no longer valid"
        lead="It has already been answered, was withdrawn, or is older than 14 days. If you have not joined, ask the person who invited you for a new one."
      >
        {signIn}
      </Card>
    )
  }
  if (invitation.state === 'has-login') {
    return (
      <Card
        title={`${invitation.organisation} invites you`}
        lead={`The invitation is for ${invitation.email}, which already has a login. Sign in with it to join or decline.`}
      >
        {invitation.other === null ? (
          <LoneLink to={addressOf.signIn({ to: addressOf.invitations() })}>Go to sign-in</LoneLink>
        ) : (
          <Form method="post" action={addressOf.signOut()}>
            <Button type="submit" variant="default">{`Sign out as ${invitation.other}`}</Button>
          </Form>
        )}
      </Card>
    )
  }
  const { organisation, name, email, token } = invitation
  return (
    <Card
      title={`Welcome to ${organisation}, ${name}`}
      lead="Choose a password to join. If you do not want to, close this page."
      trouble={actionData?.trouble}
    >
      <Form method="post">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <Stack gap="md" align="flex-start">
          <PasswordInput
            name="password"
            label="Password"
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
        </Stack>
      </Form>
    </Card>
  )
}

import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { data, Form, redirect, useNavigation } from 'react-router'
import { z } from 'zod'
import { addressOf } from '../reach/addresses.ts'
import { answerInvitation } from '#infra/deeds/people/answer-invitation.ts'
import { askSession } from '../access/ask-session.server.ts'
import { invitedContext } from '../access/invited-context.server.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { rememberOrganisation } from '../access/organisation-cookie.server.ts'
import { formOf } from '../forms/read-form.server.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/invitations.page'
import { Card } from '../look/card.tsx'
import { pathBeyondInvitations } from '../access/own-path.ts'

/** For whoever is signed in, even those who belong to no organisation yet: what they are invited to decides whether they will. */
export const handle = { permission: 'public' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  const asked = await askSession(services, request)
  if (asked.kind === 'nobody') throw redirect(addressOf.signIn({ to: addressOf.invitations() }))
  const to = pathBeyondInvitations(new URL(request.url).searchParams.get('to'))
  const invitations = await services.identity.invitations(asked.signedIn.email)
  if (invitations.length === 0) throw redirect(asked.kind === 'member' ? to : addressOf.noOrganisation())
  return {
    email: asked.signedIn.email,
    belongs: asked.kind === 'member',
    to,
    invitations: invitations.map(({ organisation, member, by, role }) => ({
      member,
      organisation: organisation.name,
      by,
      role,
    })),
  }
}

const input = z.object({ member: z.guid(), answer: z.enum(['accept', 'decline']) })

export async function action({ request, context }: Route.ActionArgs) {
  const services = context.get(servicesContext)
  const asked = await askSession(services, request)
  if (asked.kind === 'nobody') throw new Response('Sign in first.', { status: 401 })
  const { email } = asked.signedIn
  const read = input.safeParse(Object.fromEntries(await formOf(request)))
  const invitation = (await services.identity.invitations(email)).find(({ member }) => member === read.data?.member)
  if (!read.success || invitation === undefined) return data({ trouble: GONE }, { status: 410 })
  const accepts = read.data.answer === 'accept'
  const answered = await answerInvitation({ ...invitedContext(context, invitation), email }, { accepts })
  if (!answered.ok)
    return data({ trouble: `${answered.problem.title} ${answered.problem.fix}` }, { status: answered.problem.status })
  if (!accepts) return redirect(addressOf.invitations())
  return redirect(addressOf.home(), {
    headers: {
      'set-cookie': rememberOrganisation({ organisation: invitation.organisation.id, publicUrl: services.publicUrl }),
    },
  })
}

const GONE = 'This invitation is no longer valid: it was withdrawn or has already been answered.'

const roles = { owner: 'an owner', admin: 'an admin', member: 'a member', auditor: 'an auditor' }

export default function InvitationsPage({
  loaderData: { email, belongs, to, invitations },
  actionData,
}: Route.ComponentProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Card
      title={invitations.length === 1 ? 'You are invited' : 'You have invitations'}
      lead={`Sent to ${email}. You join an organisation only when you accept.`}
      trouble={actionData?.trouble}
    >
      {invitations.map(({ member, organisation, by, role }) => (
        <Form method="post" key={member} aria-label={organisation}>
          <input type="hidden" name="member" value={member} />
          <Stack gap="xs">
            <Title order={2} dir="auto">
              {organisation}
            </Title>
            <Text>
              {by === null ? (
                'You are'
              ) : (
                <>
                  <bdi>{by}</bdi> has
                </>
              )}{' '}
              invited{by === null ? '' : ' you'} as {roles[role]}.
            </Text>
            <Group>
              <Button type="submit" name="answer" value="accept" loading={busy} aria-label={`Join ${organisation}`}>
                Join
              </Button>
              <Button
                type="submit"
                name="answer"
                value="decline"
                variant="default"
                disabled={busy}
                aria-label={`Decline the invitation to ${organisation}`}
              >
                Decline
              </Button>
            </Group>
          </Stack>
        </Form>
      ))}
      {belongs ? (
        <LoneLink to={to}>Not now</LoneLink>
      ) : (
        <Form method="post" action={addressOf.signOut()}>
          <Button type="submit" variant="subtle" color="gray">
            Sign out
          </Button>
        </Form>
      )}
    </Card>
  )
}

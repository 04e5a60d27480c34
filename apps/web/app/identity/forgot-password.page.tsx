import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { data, Form, Link, useNavigation } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { formOf } from '../forms/read-form.server.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/forgot-password.page'
import { askIdentity, field, TOO_MANY_TRIES } from '../access/ask-identity.server.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { Card } from '../look/card.tsx'

export const handle = { permission: 'public' }

export function loader({ context }: Route.LoaderArgs) {
  return { localMail: context.get(servicesContext).mailer.kept !== null }
}

/** The answer is the same for every address: it must not tell who has a login. */
export async function action({ request, context }: Route.ActionArgs) {
  const email = field(await formOf(request), 'email').trim()
  const { status } = await askIdentity({ request, context }, { path: '/request-password-reset', body: { email } })
  if (status === 429) return data({ done: false, trouble: TOO_MANY_TRIES }, { status: 429 })
  if (status >= 500)
    return data({ done: false, trouble: 'Something went wrong on our side. Try again in a minute.' }, { status: 500 })
  return data({ done: true, trouble: null })
}

export default function ForgotPasswordPage({ loaderData: { localMail }, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== 'idle'
  if (actionData?.done) {
    return (
      <Card
        title={localMail ? 'Read the letter' : 'Check your e-mail'}
        lead={`If that address has a login, a link to choose a new password ${localMail ? 'was written to it' : 'is on its way'}. It works for an hour.`}
      >
        {localMail && (
          <Text>
            This is a demo, which sends no e-mail. Letters are shown on{' '}
            <Anchor component={Link} to={addressOf.mail()} underline="always">
              the page Mail
            </Anchor>
            .
          </Text>
        )}
        <LoneLink to={addressOf.signIn()}>Back to sign-in</LoneLink>
      </Card>
    )
  }
  return (
    <Card
      title="Choose a new password"
      lead="Enter your e-mail address, and we will send you a link."
      trouble={actionData?.trouble}
    >
      <Form method="post">
        <Stack gap="md" align="flex-start">
          <TextInput
            name="email"
            type="email"
            label="E-mail"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            w="100%"
          />
          <Button type="submit" loading={busy}>
            Send link
          </Button>
          <LoneLink to={addressOf.signIn()}>Back to sign-in</LoneLink>
        </Stack>
      </Form>
    </Card>
  )
}

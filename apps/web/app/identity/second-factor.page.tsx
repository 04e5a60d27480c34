import { Button, Group, Stack, TextInput } from '@mantine/core'
import { data, Form, useNavigation } from 'react-router'
import type { Route } from './+types/second-factor.page'
import { addressOf } from '../reach/addresses.ts'
import { servicesContext } from '../access/services.ts'
import { askIdentity, field, TOO_MANY_TRIES } from '../access/ask-identity.server.ts'
import { LoneLink } from '../look/lone-link.tsx'
import { formOf } from '../forms/read-form.server.ts'
import { afterSignIn } from './after-sign-in.server.ts'
import { Card } from '../look/card.tsx'
import { ownPath } from '../access/own-path.ts'

export const handle = { permission: 'public' }

export function loader({ request }: Route.LoaderArgs) {
  return { to: ownPath(new URL(request.url).searchParams.get('to')) }
}

/** Six digits come from the authenticator; anything else is taken for a recovery code. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await formOf(request)
  const code = field(form, 'code').replace(/\s/g, '')
  const path = /^\d{6}$/.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
  const { status, cookies } = await askIdentity({ request, context }, { path, body: { code } })
  if (status === 200) return afterSignIn(context.get(servicesContext), { cookies, to: ownPath(field(form, 'to')) })
  if (status === 429) return data({ trouble: TOO_MANY_TRIES }, { status: 429 })
  return data(
    { trouble: 'That code is not right, or it has expired. Wait for the next one, or sign in again.' },
    { status: 401 },
  )
}

export default function SecondFactorPage({ loaderData: { to }, actionData }: Route.ComponentProps) {
  return (
    <Card
      title="Enter your code"
      lead="Your authenticator app shows six digits for Ringdown. Without it, use one of your recovery codes."
      trouble={actionData?.trouble}
    >
      <Form method="post">
        <input type="hidden" name="to" value={to} />
        <Stack gap="md">
          <TextInput name="code" label="Code" autoComplete="one-time-code" required withAsterisk={false} autoFocus />
          <Group justify="space-between">
            <Button type="submit" loading={useNavigation().state !== 'idle'}>
              Continue
            </Button>
            <LoneLink to={addressOf.signIn()}>Sign in again</LoneLink>
          </Group>
        </Stack>
      </Form>
    </Card>
  )
}

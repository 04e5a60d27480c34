import { Button, Stack, Text } from '@mantine/core'
import { data, Form, Link, useNavigation } from 'react-router'
import { confirmNewEmail } from '#infra/deeds/login/confirm-new-email.ts'
import { addressOf } from '../reach/addresses.ts'
import { field } from '../access/ask-identity.server.ts'
import { clientContext, productContext } from '../access/contexts.ts'
import { formOf } from '../forms/read-form.server.ts'
import { servicesContext } from '../access/services.ts'
import { Card } from '../look/card.tsx'
import type { Route } from './+types/change-email.page'

export const handle = { permission: 'public' }

/** Opening the link changes nothing by itself: programs that scan mail open links too. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const token = new URL(request.url).searchParams.get('token') ?? ''
  const change = context.get(servicesContext).identity.emailChange(token)
  return data({ token, change }, { status: change === null ? 410 : 200 })
}

export async function action({ request, context }: Route.ActionArgs) {
  const token = field(await formOf(request), 'token')
  const services = context.get(servicesContext)
  const change = services.identity.emailChange(token)
  if (change === null) return data({ became: 'over' as const, to: '' }, { status: 410 })
  const { from, to } = change
  const { db, identity } = services
  const became = await confirmNewEmail(
    { db, identity, account: from, address: context.get(clientContext).address, changeEmail: identity.changeEmail },
    { token, to },
  )
  if (became !== 'changed') return data({ became, to }, { status: became === 'taken' ? 409 : 410 })
  const { tell } = context.get(productContext)
  // the owner of the previous address should hear of it, and need not be waited for
  void services.mailer.send(toldLetter({ from, to })).catch((error: unknown) => tell(String(error)))
  return data({ became, to })
}

export default function ChangeEmailPage({ loaderData: { token, change }, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== 'idle'
  if (actionData?.became === 'changed') {
    return (
      <Card
        title="Your e-mail address is changed"
        lead={`From now on you sign in with ${actionData.to}. Your password stays the same.`}
      >
        <Button component={Link} to={addressOf.home()}>
          Go on
        </Button>
      </Card>
    )
  }
  if (actionData?.became === 'taken')
    return (
      <Card
        title="This address is taken"
        lead={`Somebody has ${actionData.to} already. Your address stays as it is; choose another one on your account page.`}
      />
    )
  if (change === null || actionData?.became === 'over')
    return (
      <Card
        title="This link no longer works"
        lead="A link to confirm an address works once, within an hour. Ask for a new one on your account page."
      />
    )
  return (
    <Card title="Confirm your new address">
      <Form method="post">
        <input type="hidden" name="token" value={token} />
        <Stack gap="md" align="flex-start">
          <Text>
            You will sign in with <strong>{change.to}</strong> instead of {change.from}.
          </Text>
          <Button type="submit" loading={busy}>
            Use this address
          </Button>
        </Stack>
      </Form>
    </Card>
  )
}

function toldLetter({ from, to }: { readonly from: string; readonly to: string }) {
  return {
    to: from,
    subject: 'Your e-mail address for Ringdown was changed',
    text: `From now on you sign in to Ringdown with ${to}.\n\nIf that was not you, tell an owner or admin of your organisation at once.\n`,
  }
}
